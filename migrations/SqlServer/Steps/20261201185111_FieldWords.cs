using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace OcrLabeling.Migrations.SqlServer.Steps
{
    /// <inheritdoc />
    public partial class FieldWords : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.RenameColumn(
                name: "KeptBackWords",
                table: "WordModels",
                newName: "HeldOutWords");

            migrationBuilder.RenameColumn(
                name: "KeptBackWords",
                table: "TrainingRuns",
                newName: "HeldOutWords");

            migrationBuilder.CreateTable(
                name: "GoldDisputes",
                columns: table => new
                {
                    TaskId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    WorkerId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    BatchId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Note = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: true, collation: "Latin1_General_100_BIN2"),
                    MadeAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    Status = table.Column<string>(type: "nvarchar(32)", maxLength: 32, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Reply = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: true, collation: "Latin1_General_100_BIN2"),
                    DecidedBy = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    DecidedAt = table.Column<DateTime>(type: "datetime2", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_GoldDisputes", x => new { x.TaskId, x.WorkerId });
                    table.ForeignKey(
                        name: "FK_GoldDisputes_Tasks_TaskId",
                        column: x => x.TaskId,
                        principalTable: "Tasks",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_GoldDisputes_Workers_WorkerId",
                        column: x => x.WorkerId,
                        principalTable: "Workers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "PaceTotals",
                columns: table => new
                {
                    BatchId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    WorkerId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Slot = table.Column<int>(type: "int", nullable: false),
                    Answers = table.Column<int>(type: "int", nullable: false),
                    Counted = table.Column<int>(type: "int", nullable: false),
                    Surplus = table.Column<int>(type: "int", nullable: false),
                    Flagged = table.Column<int>(type: "int", nullable: false),
                    NetMilliseconds = table.Column<long>(type: "bigint", nullable: false),
                    ActiveMilliseconds = table.Column<long>(type: "bigint", nullable: false),
                    UnseenMilliseconds = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PaceTotals", x => new { x.BatchId, x.WorkerId, x.Slot });
                    table.ForeignKey(
                        name: "FK_PaceTotals_Batches_BatchId",
                        column: x => x.BatchId,
                        principalTable: "Batches",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_PaceTotals_Workers_WorkerId",
                        column: x => x.WorkerId,
                        principalTable: "Workers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "WorkTotals",
                columns: table => new
                {
                    BatchId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    WorkerId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Claims = table.Column<int>(type: "int", nullable: false),
                    GoldClaims = table.Column<int>(type: "int", nullable: false),
                    Counted = table.Column<int>(type: "int", nullable: false),
                    Surplus = table.Column<int>(type: "int", nullable: false),
                    Gold = table.Column<int>(type: "int", nullable: false),
                    GoldRight = table.Column<int>(type: "int", nullable: false),
                    Corrupted = table.Column<int>(type: "int", nullable: false),
                    Caught = table.Column<int>(type: "int", nullable: false),
                    Skipped = table.Column<int>(type: "int", nullable: false),
                    NetMilliseconds = table.Column<long>(type: "bigint", nullable: false),
                    ActiveMilliseconds = table.Column<long>(type: "bigint", nullable: false),
                    UnseenMilliseconds = table.Column<long>(type: "bigint", nullable: false),
                    SeenMilliseconds = table.Column<long>(type: "bigint", nullable: false),
                    LastSeenAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    MinNetMilliseconds = table.Column<long>(type: "bigint", nullable: true),
                    FirstClaimedAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    LastClaimedAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    LastSubmittedAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    TaskTimes = table.Column<byte[]>(type: "varbinary(max)", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_WorkTotals", x => new { x.BatchId, x.WorkerId });
                    table.ForeignKey(
                        name: "FK_WorkTotals_Batches_BatchId",
                        column: x => x.BatchId,
                        principalTable: "Batches",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_WorkTotals_Workers_WorkerId",
                        column: x => x.WorkerId,
                        principalTable: "Workers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_GoldDisputes_BatchId_Status",
                table: "GoldDisputes",
                columns: new[] { "BatchId", "Status" });

            migrationBuilder.CreateIndex(
                name: "IX_GoldDisputes_WorkerId",
                table: "GoldDisputes",
                column: "WorkerId");

            migrationBuilder.CreateIndex(
                name: "IX_PaceTotals_Slot_BatchId",
                table: "PaceTotals",
                columns: new[] { "Slot", "BatchId" });

            migrationBuilder.CreateIndex(
                name: "IX_PaceTotals_WorkerId_Slot",
                table: "PaceTotals",
                columns: new[] { "WorkerId", "Slot" });

            migrationBuilder.CreateIndex(
                name: "IX_WorkTotals_WorkerId",
                table: "WorkTotals",
                column: "WorkerId");

            migrationBuilder.Sql("INSERT INTO \"GoldDisputes\" (\"TaskId\", \"WorkerId\", \"BatchId\", \"Note\", \"MadeAt\", \"Status\", \"Reply\", \"DecidedBy\", \"DecidedAt\") SELECT \"TaskId\", \"WorkerId\", \"BatchId\", \"Note\", \"MadeAt\", \"Status\", \"Reply\", \"DecidedBy\", \"DecidedAt\" FROM \"GoldContests\"");

            migrationBuilder.Sql("INSERT INTO \"PaceTotals\" (\"BatchId\", \"WorkerId\", \"Slot\", \"Answers\", \"Counted\", \"Surplus\", \"Flagged\", \"NetMilliseconds\", \"ActiveMilliseconds\", \"UnseenMilliseconds\") SELECT \"BatchId\", \"WorkerId\", \"Slot\", \"Answers\", \"Counted\", \"Surplus\", \"Flagged\", \"NetMilliseconds\", \"ActiveMilliseconds\", \"UnseenMilliseconds\" FROM \"PaceTallies\"");

            migrationBuilder.Sql("INSERT INTO \"WorkTotals\" (\"BatchId\", \"WorkerId\", \"Claims\", \"GoldClaims\", \"Counted\", \"Surplus\", \"Gold\", \"GoldRight\", \"Corrupted\", \"Caught\", \"Skipped\", \"NetMilliseconds\", \"ActiveMilliseconds\", \"UnseenMilliseconds\", \"SeenMilliseconds\", \"LastSeenAt\", \"MinNetMilliseconds\", \"FirstClaimedAt\", \"LastClaimedAt\", \"LastSubmittedAt\", \"TaskTimes\") SELECT \"BatchId\", \"WorkerId\", \"Claims\", \"GoldClaims\", \"Counted\", \"Surplus\", \"Gold\", \"GoldRight\", \"Corrupted\", \"Caught\", \"Skipped\", \"NetMilliseconds\", \"ActiveMilliseconds\", \"UnseenMilliseconds\", \"SeenMilliseconds\", \"LastSeenAt\", \"MinNetMilliseconds\", \"FirstClaimedAt\", \"LastClaimedAt\", \"LastSubmittedAt\", \"TaskTimes\" FROM \"WorkTallies\"");

            migrationBuilder.DropTable(
                name: "GoldContests");

            migrationBuilder.DropTable(
                name: "PaceTallies");

            migrationBuilder.DropTable(
                name: "WorkTallies");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.RenameColumn(
                name: "HeldOutWords",
                table: "WordModels",
                newName: "KeptBackWords");

            migrationBuilder.RenameColumn(
                name: "HeldOutWords",
                table: "TrainingRuns",
                newName: "KeptBackWords");

            migrationBuilder.CreateTable(
                name: "GoldContests",
                columns: table => new
                {
                    TaskId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    WorkerId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    BatchId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    DecidedAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    DecidedBy = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    MadeAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    Note = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: true, collation: "Latin1_General_100_BIN2"),
                    Reply = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: true, collation: "Latin1_General_100_BIN2"),
                    Status = table.Column<string>(type: "nvarchar(32)", maxLength: 32, nullable: false, collation: "Latin1_General_100_BIN2")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_GoldContests", x => new { x.TaskId, x.WorkerId });
                    table.ForeignKey(
                        name: "FK_GoldContests_Tasks_TaskId",
                        column: x => x.TaskId,
                        principalTable: "Tasks",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_GoldContests_Workers_WorkerId",
                        column: x => x.WorkerId,
                        principalTable: "Workers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "PaceTallies",
                columns: table => new
                {
                    BatchId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    WorkerId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Slot = table.Column<int>(type: "int", nullable: false),
                    ActiveMilliseconds = table.Column<long>(type: "bigint", nullable: false),
                    Answers = table.Column<int>(type: "int", nullable: false),
                    Counted = table.Column<int>(type: "int", nullable: false),
                    Flagged = table.Column<int>(type: "int", nullable: false),
                    NetMilliseconds = table.Column<long>(type: "bigint", nullable: false),
                    Surplus = table.Column<int>(type: "int", nullable: false),
                    UnseenMilliseconds = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PaceTallies", x => new { x.BatchId, x.WorkerId, x.Slot });
                    table.ForeignKey(
                        name: "FK_PaceTallies_Batches_BatchId",
                        column: x => x.BatchId,
                        principalTable: "Batches",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_PaceTallies_Workers_WorkerId",
                        column: x => x.WorkerId,
                        principalTable: "Workers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "WorkTallies",
                columns: table => new
                {
                    BatchId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    WorkerId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    ActiveMilliseconds = table.Column<long>(type: "bigint", nullable: false),
                    Caught = table.Column<int>(type: "int", nullable: false),
                    Claims = table.Column<int>(type: "int", nullable: false),
                    Corrupted = table.Column<int>(type: "int", nullable: false),
                    Counted = table.Column<int>(type: "int", nullable: false),
                    FirstClaimedAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    Gold = table.Column<int>(type: "int", nullable: false),
                    GoldClaims = table.Column<int>(type: "int", nullable: false),
                    GoldRight = table.Column<int>(type: "int", nullable: false),
                    LastClaimedAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    LastSeenAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    LastSubmittedAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    MinNetMilliseconds = table.Column<long>(type: "bigint", nullable: true),
                    NetMilliseconds = table.Column<long>(type: "bigint", nullable: false),
                    SeenMilliseconds = table.Column<long>(type: "bigint", nullable: false),
                    Skipped = table.Column<int>(type: "int", nullable: false),
                    Surplus = table.Column<int>(type: "int", nullable: false),
                    TaskTimes = table.Column<byte[]>(type: "varbinary(max)", nullable: false),
                    UnseenMilliseconds = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_WorkTallies", x => new { x.BatchId, x.WorkerId });
                    table.ForeignKey(
                        name: "FK_WorkTallies_Batches_BatchId",
                        column: x => x.BatchId,
                        principalTable: "Batches",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_WorkTallies_Workers_WorkerId",
                        column: x => x.WorkerId,
                        principalTable: "Workers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_GoldContests_BatchId_Status",
                table: "GoldContests",
                columns: new[] { "BatchId", "Status" });

            migrationBuilder.CreateIndex(
                name: "IX_GoldContests_WorkerId",
                table: "GoldContests",
                column: "WorkerId");

            migrationBuilder.CreateIndex(
                name: "IX_PaceTallies_Slot_BatchId",
                table: "PaceTallies",
                columns: new[] { "Slot", "BatchId" });

            migrationBuilder.CreateIndex(
                name: "IX_PaceTallies_WorkerId_Slot",
                table: "PaceTallies",
                columns: new[] { "WorkerId", "Slot" });

            migrationBuilder.CreateIndex(
                name: "IX_WorkTallies_WorkerId",
                table: "WorkTallies",
                column: "WorkerId");

            migrationBuilder.Sql("INSERT INTO \"GoldContests\" (\"TaskId\", \"WorkerId\", \"BatchId\", \"DecidedAt\", \"DecidedBy\", \"MadeAt\", \"Note\", \"Reply\", \"Status\") SELECT \"TaskId\", \"WorkerId\", \"BatchId\", \"DecidedAt\", \"DecidedBy\", \"MadeAt\", \"Note\", \"Reply\", \"Status\" FROM \"GoldDisputes\"");

            migrationBuilder.Sql("INSERT INTO \"PaceTallies\" (\"BatchId\", \"WorkerId\", \"Slot\", \"ActiveMilliseconds\", \"Answers\", \"Counted\", \"Flagged\", \"NetMilliseconds\", \"Surplus\", \"UnseenMilliseconds\") SELECT \"BatchId\", \"WorkerId\", \"Slot\", \"ActiveMilliseconds\", \"Answers\", \"Counted\", \"Flagged\", \"NetMilliseconds\", \"Surplus\", \"UnseenMilliseconds\" FROM \"PaceTotals\"");

            migrationBuilder.Sql("INSERT INTO \"WorkTallies\" (\"BatchId\", \"WorkerId\", \"ActiveMilliseconds\", \"Caught\", \"Claims\", \"Corrupted\", \"Counted\", \"FirstClaimedAt\", \"Gold\", \"GoldClaims\", \"GoldRight\", \"LastClaimedAt\", \"LastSeenAt\", \"LastSubmittedAt\", \"MinNetMilliseconds\", \"NetMilliseconds\", \"SeenMilliseconds\", \"Skipped\", \"Surplus\", \"TaskTimes\", \"UnseenMilliseconds\") SELECT \"BatchId\", \"WorkerId\", \"ActiveMilliseconds\", \"Caught\", \"Claims\", \"Corrupted\", \"Counted\", \"FirstClaimedAt\", \"Gold\", \"GoldClaims\", \"GoldRight\", \"LastClaimedAt\", \"LastSeenAt\", \"LastSubmittedAt\", \"MinNetMilliseconds\", \"NetMilliseconds\", \"SeenMilliseconds\", \"Skipped\", \"Surplus\", \"TaskTimes\", \"UnseenMilliseconds\" FROM \"WorkTotals\"");

            migrationBuilder.DropTable(
                name: "GoldDisputes");

            migrationBuilder.DropTable(
                name: "PaceTotals");

            migrationBuilder.DropTable(
                name: "WorkTotals");
        }
    }
}
