using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace OcrLabeling.Migrations.SqlServer.Steps
{
    /// <inheritdoc />
    public partial class NamesTagsAndArchives : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTime>(
                name: "ArchivedAt",
                table: "EvaluationRuns",
                type: "datetime2",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Name",
                table: "EvaluationRuns",
                type: "nvarchar(120)",
                maxLength: 120,
                nullable: true,
                collation: "Latin1_General_100_BIN2");

            migrationBuilder.AddColumn<DateTime>(
                name: "ArchivedAt",
                table: "Datasets",
                type: "datetime2",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "ArchivedAt",
                table: "Batches",
                type: "datetime2",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "DocumentTags",
                columns: table => new
                {
                    DocumentId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Name = table.Column<string>(type: "nvarchar(50)", maxLength: 50, nullable: false, collation: "Latin1_General_100_BIN2")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DocumentTags", x => new { x.DocumentId, x.Name });
                    table.ForeignKey(
                        name: "FK_DocumentTags_Documents_DocumentId",
                        column: x => x.DocumentId,
                        principalTable: "Documents",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_DocumentTags_Name",
                table: "DocumentTags",
                column: "Name");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "DocumentTags");

            migrationBuilder.DropColumn(
                name: "ArchivedAt",
                table: "EvaluationRuns");

            migrationBuilder.DropColumn(
                name: "Name",
                table: "EvaluationRuns");

            migrationBuilder.DropColumn(
                name: "ArchivedAt",
                table: "Datasets");

            migrationBuilder.DropColumn(
                name: "ArchivedAt",
                table: "Batches");
        }
    }
}
