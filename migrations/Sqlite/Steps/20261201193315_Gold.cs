using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace OcrLabeling.Migrations.Sqlite.Steps
{
    /// <inheritdoc />
    public partial class Gold : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Assignments_BatchId_Status_TaskSequence_Slot",
                table: "Assignments");

            migrationBuilder.DropIndex(
                name: "IX_Assignments_WorkerId_BatchId_TaskSequence",
                table: "Assignments");

            migrationBuilder.AddColumn<bool>(
                name: "IsGold",
                table: "Tasks",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<bool>(
                name: "IsGold",
                table: "Assignments",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.Sql("UPDATE \"Tasks\" SET \"IsGold\" = 1 WHERE \"Sequence\" < 0");
            migrationBuilder.Sql("UPDATE \"Assignments\" SET \"IsGold\" = 1 WHERE \"TaskSequence\" < 0");

            migrationBuilder.CreateIndex(
                name: "IX_Tasks_BatchId_IsGold",
                table: "Tasks",
                columns: new[] { "BatchId", "IsGold" });

            migrationBuilder.CreateIndex(
                name: "IX_Assignments_BatchId_Status_TaskSequence_Slot_IsGold",
                table: "Assignments",
                columns: new[] { "BatchId", "Status", "TaskSequence", "Slot", "IsGold" });

            migrationBuilder.CreateIndex(
                name: "IX_Assignments_WorkerId_BatchId_TaskSequence_IsGold",
                table: "Assignments",
                columns: new[] { "WorkerId", "BatchId", "TaskSequence", "IsGold" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Tasks_BatchId_IsGold",
                table: "Tasks");

            migrationBuilder.DropIndex(
                name: "IX_Assignments_BatchId_Status_TaskSequence_Slot_IsGold",
                table: "Assignments");

            migrationBuilder.DropIndex(
                name: "IX_Assignments_WorkerId_BatchId_TaskSequence_IsGold",
                table: "Assignments");

            migrationBuilder.DropColumn(
                name: "IsGold",
                table: "Tasks");

            migrationBuilder.DropColumn(
                name: "IsGold",
                table: "Assignments");

            migrationBuilder.CreateIndex(
                name: "IX_Assignments_BatchId_Status_TaskSequence_Slot",
                table: "Assignments",
                columns: new[] { "BatchId", "Status", "TaskSequence", "Slot" });

            migrationBuilder.CreateIndex(
                name: "IX_Assignments_WorkerId_BatchId_TaskSequence",
                table: "Assignments",
                columns: new[] { "WorkerId", "BatchId", "TaskSequence" });
        }
    }
}
