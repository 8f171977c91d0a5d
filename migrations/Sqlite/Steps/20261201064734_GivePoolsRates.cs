using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace OcrLabeling.Migrations.Sqlite.Steps
{
    /// <inheritdoc />
    public partial class GivePoolsRates : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Currency",
                table: "Pools",
                type: "TEXT",
                maxLength: 3,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "PaidBy",
                table: "Pools",
                type: "TEXT",
                maxLength: 32,
                nullable: false,
                defaultValue: "None");

            migrationBuilder.AddColumn<decimal>(
                name: "PayAmount",
                table: "Pools",
                type: "TEXT",
                precision: 12,
                scale: 4,
                nullable: false,
                defaultValue: 0m);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "Currency",
                table: "Pools");

            migrationBuilder.DropColumn(
                name: "PaidBy",
                table: "Pools");

            migrationBuilder.DropColumn(
                name: "PayAmount",
                table: "Pools");
        }
    }
}
