using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace OcrLabeling.Migrations.PostgreSql.Steps
{
    /// <inheritdoc />
    public partial class KeepEachRefusedRevision : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<Guid>(
                name: "AssignmentId",
                table: "RefusedAnswers",
                type: "uuid",
                nullable: false,
                defaultValue: new Guid("00000000-0000-0000-0000-000000000000"));

            // it was sent under a claim of its worker; which one was not kept: the latest
            migrationBuilder.Sql(
                """
                UPDATE "RefusedAnswers" SET "AssignmentId" = (SELECT c."AssignmentId" FROM "Claims" c
                    WHERE c."TaskId" = "RefusedAnswers"."TaskId" AND c."WorkerId" = "RefusedAnswers"."WorkerId"
                    ORDER BY c."ClaimedAt" DESC LIMIT 1)
                WHERE EXISTS (SELECT 1 FROM "Claims" c WHERE c."TaskId" = "RefusedAnswers"."TaskId" AND c."WorkerId" = "RefusedAnswers"."WorkerId")
                """);

            migrationBuilder.DropPrimaryKey(
                name: "PK_RefusedAnswers",
                table: "RefusedAnswers");

            migrationBuilder.AddPrimaryKey(
                name: "PK_RefusedAnswers",
                table: "RefusedAnswers",
                columns: new[] { "TaskId", "WorkerId", "AssignmentId", "Revision" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            // only the latest of each card has room
            migrationBuilder.Sql(
                """
                DELETE FROM "RefusedAnswers" WHERE EXISTS (SELECT 1 FROM "RefusedAnswers" later
                WHERE later."TaskId" = "RefusedAnswers"."TaskId" AND later."WorkerId" = "RefusedAnswers"."WorkerId"
                    AND (later."RefusedAt" > "RefusedAnswers"."RefusedAt" OR later."RefusedAt" = "RefusedAnswers"."RefusedAt"
                        AND (later."Revision" > "RefusedAnswers"."Revision" OR later."Revision" = "RefusedAnswers"."Revision" AND later."AssignmentId" > "RefusedAnswers"."AssignmentId")))
                """);

            migrationBuilder.DropPrimaryKey(
                name: "PK_RefusedAnswers",
                table: "RefusedAnswers");

            migrationBuilder.DropColumn(
                name: "AssignmentId",
                table: "RefusedAnswers");

            migrationBuilder.AddPrimaryKey(
                name: "PK_RefusedAnswers",
                table: "RefusedAnswers",
                columns: new[] { "TaskId", "WorkerId" });
        }
    }
}
