using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace OcrLabeling.Migrations.PostgreSql.Steps
{
    /// <inheritdoc />
    public partial class JobLeases : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTime>(
                name: "State_EnqueuedAt",
                table: "TrainingRuns",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "State_Lease",
                table: "TrainingRuns",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "State_LeaseUntil",
                table: "TrainingRuns",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "State_EnqueuedAt",
                table: "OcrRuns",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "State_Lease",
                table: "OcrRuns",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "State_LeaseUntil",
                table: "OcrRuns",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "State_EnqueuedAt",
                table: "EvaluationRuns",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "State_Lease",
                table: "EvaluationRuns",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "State_LeaseUntil",
                table: "EvaluationRuns",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "Import_EnqueuedAt",
                table: "Datasets",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "Import_Lease",
                table: "Datasets",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "Import_LeaseUntil",
                table: "Datasets",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "Preparation_EnqueuedAt",
                table: "Batches",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "Preparation_Lease",
                table: "Batches",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "Preparation_LeaseUntil",
                table: "Batches",
                type: "timestamp with time zone",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "State_EnqueuedAt",
                table: "TrainingRuns");

            migrationBuilder.DropColumn(
                name: "State_Lease",
                table: "TrainingRuns");

            migrationBuilder.DropColumn(
                name: "State_LeaseUntil",
                table: "TrainingRuns");

            migrationBuilder.DropColumn(
                name: "State_EnqueuedAt",
                table: "OcrRuns");

            migrationBuilder.DropColumn(
                name: "State_Lease",
                table: "OcrRuns");

            migrationBuilder.DropColumn(
                name: "State_LeaseUntil",
                table: "OcrRuns");

            migrationBuilder.DropColumn(
                name: "State_EnqueuedAt",
                table: "EvaluationRuns");

            migrationBuilder.DropColumn(
                name: "State_Lease",
                table: "EvaluationRuns");

            migrationBuilder.DropColumn(
                name: "State_LeaseUntil",
                table: "EvaluationRuns");

            migrationBuilder.DropColumn(
                name: "Import_EnqueuedAt",
                table: "Datasets");

            migrationBuilder.DropColumn(
                name: "Import_Lease",
                table: "Datasets");

            migrationBuilder.DropColumn(
                name: "Import_LeaseUntil",
                table: "Datasets");

            migrationBuilder.DropColumn(
                name: "Preparation_EnqueuedAt",
                table: "Batches");

            migrationBuilder.DropColumn(
                name: "Preparation_Lease",
                table: "Batches");

            migrationBuilder.DropColumn(
                name: "Preparation_LeaseUntil",
                table: "Batches");
        }
    }
}
