using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace OcrLabeling.Migrations.Sqlite.Steps
{
    /// <inheritdoc />
    public partial class Projects : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Documents_Original",
                table: "Documents");

            migrationBuilder.DropIndex(
                name: "IX_Datasets_Name_Version",
                table: "Datasets");

            migrationBuilder.DropIndex(
                name: "IX_Batches_Name",
                table: "Batches");

            // whatever there is stands in the default project, whose row comes below
            migrationBuilder.AddColumn<Guid>(
                name: "ProjectId",
                table: "Documents",
                type: "TEXT",
                nullable: false,
                defaultValue: new Guid("0193a000-0000-7000-8000-000000000001"));

            migrationBuilder.AddColumn<Guid>(
                name: "ProjectId",
                table: "Datasets",
                type: "TEXT",
                nullable: false,
                defaultValue: new Guid("0193a000-0000-7000-8000-000000000001"));

            migrationBuilder.AddColumn<Guid>(
                name: "ProjectId",
                table: "Batches",
                type: "TEXT",
                nullable: false,
                defaultValue: new Guid("0193a000-0000-7000-8000-000000000001"));

            migrationBuilder.CreateTable(
                name: "Projects",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    Description = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    CreatedBy = table.Column<Guid>(type: "TEXT", nullable: true),
                    CreatedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    ArchivedAt = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Projects", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ProjectMembers",
                columns: table => new
                {
                    ProjectId = table.Column<Guid>(type: "TEXT", nullable: false),
                    AccountId = table.Column<Guid>(type: "TEXT", nullable: false),
                    AddedAt = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ProjectMembers", x => new { x.ProjectId, x.AccountId });
                    table.ForeignKey(
                        name: "FK_ProjectMembers_AspNetUsers_AccountId",
                        column: x => x.AccountId,
                        principalTable: "AspNetUsers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_ProjectMembers_Projects_ProjectId",
                        column: x => x.ProjectId,
                        principalTable: "Projects",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.InsertData(
                table: "Projects",
                columns: new[] { "Id", "ArchivedAt", "CreatedAt", "CreatedBy", "Description", "Name" },
                values: new object[] { new Guid("0193a000-0000-7000-8000-000000000001"), null, new DateTime(1970, 1, 1, 0, 0, 0, 0, DateTimeKind.Utc), null, "", "Default" });

            migrationBuilder.CreateIndex(
                name: "IX_Documents_Original_ProjectId",
                table: "Documents",
                columns: new[] { "Original", "ProjectId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Documents_ProjectId_UploadedAt",
                table: "Documents",
                columns: new[] { "ProjectId", "UploadedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Datasets_ProjectId_Name_Version",
                table: "Datasets",
                columns: new[] { "ProjectId", "Name", "Version" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Batches_ProjectId_Name",
                table: "Batches",
                columns: new[] { "ProjectId", "Name" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ProjectMembers_AccountId",
                table: "ProjectMembers",
                column: "AccountId");

            migrationBuilder.CreateIndex(
                name: "IX_Projects_Name",
                table: "Projects",
                column: "Name",
                unique: true);

            migrationBuilder.AddForeignKey(
                name: "FK_Batches_Projects_ProjectId",
                table: "Batches",
                column: "ProjectId",
                principalTable: "Projects",
                principalColumn: "Id",
                onDelete: ReferentialAction.Restrict);

            migrationBuilder.AddForeignKey(
                name: "FK_Datasets_Projects_ProjectId",
                table: "Datasets",
                column: "ProjectId",
                principalTable: "Projects",
                principalColumn: "Id",
                onDelete: ReferentialAction.Restrict);

            migrationBuilder.AddForeignKey(
                name: "FK_Documents_Projects_ProjectId",
                table: "Documents",
                column: "ProjectId",
                principalTable: "Projects",
                principalColumn: "Id",
                onDelete: ReferentialAction.Restrict);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            // SQLite makes the tables anew after everything else: until then they refer to projects, which are dropped before
            migrationBuilder.Sql("PRAGMA foreign_keys = 0;", suppressTransaction: true);

            migrationBuilder.DropForeignKey(
                name: "FK_Batches_Projects_ProjectId",
                table: "Batches");

            migrationBuilder.DropForeignKey(
                name: "FK_Datasets_Projects_ProjectId",
                table: "Datasets");

            migrationBuilder.DropForeignKey(
                name: "FK_Documents_Projects_ProjectId",
                table: "Documents");

            migrationBuilder.DropTable(
                name: "ProjectMembers");

            migrationBuilder.DropTable(
                name: "Projects");

            migrationBuilder.DropIndex(
                name: "IX_Documents_Original_ProjectId",
                table: "Documents");

            migrationBuilder.DropIndex(
                name: "IX_Documents_ProjectId_UploadedAt",
                table: "Documents");

            migrationBuilder.DropIndex(
                name: "IX_Datasets_ProjectId_Name_Version",
                table: "Datasets");

            migrationBuilder.DropIndex(
                name: "IX_Batches_ProjectId_Name",
                table: "Batches");

            migrationBuilder.DropColumn(
                name: "ProjectId",
                table: "Documents");

            migrationBuilder.DropColumn(
                name: "ProjectId",
                table: "Datasets");

            migrationBuilder.DropColumn(
                name: "ProjectId",
                table: "Batches");

            migrationBuilder.CreateIndex(
                name: "IX_Documents_Original",
                table: "Documents",
                column: "Original",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Datasets_Name_Version",
                table: "Datasets",
                columns: new[] { "Name", "Version" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Batches_Name",
                table: "Batches",
                column: "Name",
                unique: true);
        }
    }
}
