using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace OcrLabeling.Migrations.Sqlite.Steps
{
    /// <inheritdoc />
    public partial class KeepEachRefusedRevision : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // a table of its own name first: SQLite changes no key in place, and a rebuild by EF would leave the transaction
            migrationBuilder.Sql(
                """
                CREATE TABLE "RefusedAnswers_new" (
                    "TaskId" TEXT NOT NULL,
                    "WorkerId" TEXT NOT NULL,
                    "AssignmentId" TEXT NOT NULL,
                    "Revision" INTEGER NOT NULL,
                    "BatchId" TEXT NOT NULL,
                    "Kind" TEXT NOT NULL,
                    "Reason" TEXT NOT NULL,
                    "RefusedAt" TEXT NOT NULL,
                    "Text" TEXT NULL,
                    CONSTRAINT "PK_RefusedAnswers" PRIMARY KEY ("TaskId", "WorkerId", "AssignmentId", "Revision"),
                    CONSTRAINT "FK_RefusedAnswers_Tasks_TaskId" FOREIGN KEY ("TaskId") REFERENCES "Tasks" ("Id") ON DELETE CASCADE,
                    CONSTRAINT "FK_RefusedAnswers_Workers_WorkerId" FOREIGN KEY ("WorkerId") REFERENCES "Workers" ("Id") ON DELETE RESTRICT
                );
                -- it was sent under a claim of its worker; which one was not kept: the latest
                INSERT INTO "RefusedAnswers_new" ("TaskId", "WorkerId", "AssignmentId", "Revision", "BatchId", "Kind", "Reason", "RefusedAt", "Text")
                SELECT r."TaskId", r."WorkerId",
                    COALESCE((SELECT c."AssignmentId" FROM "Claims" c WHERE c."TaskId" = r."TaskId" AND c."WorkerId" = r."WorkerId" ORDER BY c."ClaimedAt" DESC LIMIT 1),
                        '00000000-0000-0000-0000-000000000000'),
                    r."Revision", r."BatchId", r."Kind", r."Reason", r."RefusedAt", r."Text"
                FROM "RefusedAnswers" r;
                DROP TABLE "RefusedAnswers";
                ALTER TABLE "RefusedAnswers_new" RENAME TO "RefusedAnswers";
                CREATE INDEX "IX_RefusedAnswers_BatchId_RefusedAt" ON "RefusedAnswers" ("BatchId", "RefusedAt");
                CREATE INDEX "IX_RefusedAnswers_WorkerId" ON "RefusedAnswers" ("WorkerId");
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            // a table of its own name first: SQLite changes no key in place, and a rebuild by EF would leave the transaction
            migrationBuilder.Sql(
                """
                CREATE TABLE "RefusedAnswers_new" (
                    "TaskId" TEXT NOT NULL,
                    "WorkerId" TEXT NOT NULL,
                    "Revision" INTEGER NOT NULL,
                    "BatchId" TEXT NOT NULL,
                    "Kind" TEXT NOT NULL,
                    "Reason" TEXT NOT NULL,
                    "RefusedAt" TEXT NOT NULL,
                    "Text" TEXT NULL,
                    CONSTRAINT "PK_RefusedAnswers" PRIMARY KEY ("TaskId", "WorkerId"),
                    CONSTRAINT "FK_RefusedAnswers_Tasks_TaskId" FOREIGN KEY ("TaskId") REFERENCES "Tasks" ("Id") ON DELETE CASCADE,
                    CONSTRAINT "FK_RefusedAnswers_Workers_WorkerId" FOREIGN KEY ("WorkerId") REFERENCES "Workers" ("Id") ON DELETE RESTRICT
                );
                -- only the latest of each card has room
                INSERT OR REPLACE INTO "RefusedAnswers_new" ("TaskId", "WorkerId", "Revision", "BatchId", "Kind", "Reason", "RefusedAt", "Text")
                SELECT r."TaskId", r."WorkerId", r."Revision", r."BatchId", r."Kind", r."Reason", r."RefusedAt", r."Text"
                FROM "RefusedAnswers" r ORDER BY r."RefusedAt", r."Revision";
                DROP TABLE "RefusedAnswers";
                ALTER TABLE "RefusedAnswers_new" RENAME TO "RefusedAnswers";
                CREATE INDEX "IX_RefusedAnswers_BatchId_RefusedAt" ON "RefusedAnswers" ("BatchId", "RefusedAt");
                CREATE INDEX "IX_RefusedAnswers_WorkerId" ON "RefusedAnswers" ("WorkerId");
                """);
        }
    }
}
