using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace OcrLabeling.Migrations.SqlServer.Steps
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
                type: "nvarchar(3)",
                maxLength: 3,
                nullable: false,
                defaultValue: "",
                collation: "Latin1_General_100_BIN2");

            migrationBuilder.AddColumn<string>(
                name: "PaidBy",
                table: "Pools",
                type: "nvarchar(32)",
                maxLength: 32,
                nullable: false,
                defaultValue: "None",
                collation: "Latin1_General_100_BIN2");

            migrationBuilder.AddColumn<decimal>(
                name: "PayAmount",
                table: "Pools",
                type: "decimal(12,4)",
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
