using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace OcrLabeling.Migrations.Sqlite.Steps
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "AspNetUsers",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    DisplayName = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    Role = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    UserName = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    NormalizedUserName = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    Email = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    NormalizedEmail = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    EmailConfirmed = table.Column<bool>(type: "INTEGER", nullable: false),
                    PasswordHash = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    SecurityStamp = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    ConcurrencyStamp = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    PhoneNumber = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    PhoneNumberConfirmed = table.Column<bool>(type: "INTEGER", nullable: false),
                    TwoFactorEnabled = table.Column<bool>(type: "INTEGER", nullable: false),
                    LockoutEnd = table.Column<DateTimeOffset>(type: "TEXT", nullable: true),
                    LockoutEnabled = table.Column<bool>(type: "INTEGER", nullable: false),
                    AccessFailedCount = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AspNetUsers", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "AuditEntries",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false),
                    AccountId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Action = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    Subject = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    Detail = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AuditEntries", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Documents",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    FileName = table.Column<string>(type: "TEXT", maxLength: 260, nullable: false),
                    Original = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    SizeBytes = table.Column<long>(type: "INTEGER", nullable: false),
                    Format = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    Category = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    Privacy = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    ConsentNote = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    UploadedBy = table.Column<Guid>(type: "TEXT", nullable: false),
                    UploadedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    PageCount = table.Column<int>(type: "INTEGER", nullable: false),
                    UploadId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ReadAt = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Documents", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Pools",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Instructions = table.Column<string>(type: "TEXT", maxLength: 10000, nullable: false),
                    NdaVersion = table.Column<int>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Pools", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "StorageKeyRecords",
                columns: table => new
                {
                    Id = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    KeyId = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    Seal = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    RecordedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    WrittenAt = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_StorageKeyRecords", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "UploadTurns",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    ReadAt = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_UploadTurns", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "AspNetUserClaims",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false),
                    UserId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ClaimType = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    ClaimValue = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AspNetUserClaims", x => x.Id);
                    table.ForeignKey(
                        name: "FK_AspNetUserClaims_AspNetUsers_UserId",
                        column: x => x.UserId,
                        principalTable: "AspNetUsers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "AspNetUserLogins",
                columns: table => new
                {
                    LoginProvider = table.Column<string>(type: "TEXT", maxLength: 256, nullable: false),
                    ProviderKey = table.Column<string>(type: "TEXT", maxLength: 256, nullable: false),
                    ProviderDisplayName = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    UserId = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AspNetUserLogins", x => new { x.LoginProvider, x.ProviderKey });
                    table.ForeignKey(
                        name: "FK_AspNetUserLogins_AspNetUsers_UserId",
                        column: x => x.UserId,
                        principalTable: "AspNetUsers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "AspNetUserTokens",
                columns: table => new
                {
                    UserId = table.Column<Guid>(type: "TEXT", nullable: false),
                    LoginProvider = table.Column<string>(type: "TEXT", maxLength: 256, nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 256, nullable: false),
                    Value = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AspNetUserTokens", x => new { x.UserId, x.LoginProvider, x.Name });
                    table.ForeignKey(
                        name: "FK_AspNetUserTokens_AspNetUsers_UserId",
                        column: x => x.UserId,
                        principalTable: "AspNetUsers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "Workers",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    AccountId = table.Column<Guid>(type: "TEXT", nullable: false),
                    DisplayName = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Workers", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Workers_AspNetUsers_AccountId",
                        column: x => x.AccountId,
                        principalTable: "AspNetUsers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Pages",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    DocumentId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    Width = table.Column<int>(type: "INTEGER", nullable: false),
                    Height = table.Column<int>(type: "INTEGER", nullable: false),
                    Image = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    ImageMediaType = table.Column<string>(type: "TEXT", maxLength: 50, nullable: true),
                    Preview = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    QuarterTurns = table.Column<int>(type: "INTEGER", nullable: false),
                    Remark = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Pages", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Pages_Documents_DocumentId",
                        column: x => x.DocumentId,
                        principalTable: "Documents",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "Batches",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    Template = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    PoolId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Overlap = table.Column<int>(type: "INTEGER", nullable: false),
                    LeaseMinutes = table.Column<int>(type: "INTEGER", nullable: false),
                    HoldMinutes = table.Column<int>(type: "INTEGER", nullable: false),
                    HeldPages = table.Column<int>(type: "INTEGER", nullable: false),
                    ShowsContext = table.Column<bool>(type: "INTEGER", nullable: false),
                    CardCeilingMilliseconds = table.Column<long>(type: "INTEGER", nullable: false),
                    Instructions = table.Column<string>(type: "TEXT", maxLength: 10000, nullable: false),
                    Prefill = table.Column<bool>(type: "INTEGER", nullable: false),
                    Privacy = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    Status = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    Priority = table.Column<int>(type: "INTEGER", nullable: false),
                    SourceJson = table.Column<string>(type: "TEXT", maxLength: -1, nullable: false),
                    FormJson = table.Column<string>(type: "TEXT", maxLength: -1, nullable: false),
                    Preparation_Status = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    Preparation_Reason = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    Preparation_Progress = table.Column<double>(type: "REAL", nullable: false),
                    Preparation_Attempts = table.Column<int>(type: "INTEGER", nullable: false),
                    Preparation_CpuLimitHits = table.Column<int>(type: "INTEGER", nullable: false),
                    Preparation_QueuedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Preparation_DueAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Preparation_StartedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Preparation_FinishedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    PreparationNote = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: true),
                    TaskCount = table.Column<int>(type: "INTEGER", nullable: false),
                    AssignmentCount = table.Column<int>(type: "INTEGER", nullable: false),
                    GoldPercent = table.Column<int>(type: "INTEGER", nullable: false),
                    GoldFloorPercent = table.Column<int>(type: "INTEGER", nullable: false),
                    AcceptPercent = table.Column<double>(type: "REAL", nullable: false),
                    MaxAnswers = table.Column<int>(type: "INTEGER", nullable: false),
                    SlotsFit = table.Column<bool>(type: "INTEGER", nullable: false),
                    IsQualification = table.Column<bool>(type: "INTEGER", nullable: false),
                    StartsPaused = table.Column<bool>(type: "INTEGER", nullable: false),
                    CreatedBy = table.Column<Guid>(type: "TEXT", nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Batches", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Batches_Pools_PoolId",
                        column: x => x.PoolId,
                        principalTable: "Pools",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Invitations",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    PoolId = table.Column<Guid>(type: "TEXT", nullable: false),
                    SecretHash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Note = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    MaxUses = table.Column<int>(type: "INTEGER", nullable: false),
                    Uses = table.Column<int>(type: "INTEGER", nullable: false),
                    ExpiresAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    RevokedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    CreatedBy = table.Column<Guid>(type: "TEXT", nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Invitations", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Invitations_Pools_PoolId",
                        column: x => x.PoolId,
                        principalTable: "Pools",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "PoolNdas",
                columns: table => new
                {
                    PoolId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false),
                    Text = table.Column<string>(type: "TEXT", maxLength: -1, nullable: false),
                    TextHash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    PublishedBy = table.Column<Guid>(type: "TEXT", nullable: false),
                    PublishedAt = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PoolNdas", x => new { x.PoolId, x.Version });
                    table.ForeignKey(
                        name: "FK_PoolNdas_Pools_PoolId",
                        column: x => x.PoolId,
                        principalTable: "Pools",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "PoolMembers",
                columns: table => new
                {
                    PoolId = table.Column<Guid>(type: "TEXT", nullable: false),
                    WorkerId = table.Column<Guid>(type: "TEXT", nullable: false),
                    JoinedAt = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PoolMembers", x => new { x.PoolId, x.WorkerId });
                    table.ForeignKey(
                        name: "FK_PoolMembers_Pools_PoolId",
                        column: x => x.PoolId,
                        principalTable: "Pools",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_PoolMembers_Workers_WorkerId",
                        column: x => x.WorkerId,
                        principalTable: "Workers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "WorkerQualifications",
                columns: table => new
                {
                    PoolId = table.Column<Guid>(type: "TEXT", nullable: false),
                    WorkerId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Status = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    Judged = table.Column<int>(type: "INTEGER", nullable: false),
                    Right = table.Column<int>(type: "INTEGER", nullable: false),
                    DecidedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    DecidedBy = table.Column<Guid>(type: "TEXT", nullable: true),
                    JudgedBefore = table.Column<int>(type: "INTEGER", nullable: false),
                    RightBefore = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_WorkerQualifications", x => new { x.PoolId, x.WorkerId });
                    table.ForeignKey(
                        name: "FK_WorkerQualifications_Pools_PoolId",
                        column: x => x.PoolId,
                        principalTable: "Pools",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_WorkerQualifications_Workers_WorkerId",
                        column: x => x.WorkerId,
                        principalTable: "Workers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "OcrRuns",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    PageId = table.Column<Guid>(type: "TEXT", nullable: false),
                    EngineId = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    EngineVersion = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    Role = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    State_Status = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    State_Reason = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    State_Progress = table.Column<double>(type: "REAL", nullable: false),
                    State_Attempts = table.Column<int>(type: "INTEGER", nullable: false),
                    State_CpuLimitHits = table.Column<int>(type: "INTEGER", nullable: false),
                    State_QueuedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    State_DueAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    State_StartedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    State_FinishedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    DurationMilliseconds = table.Column<double>(type: "REAL", nullable: true),
                    WordCount = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_OcrRuns", x => x.Id);
                    table.ForeignKey(
                        name: "FK_OcrRuns_Pages_PageId",
                        column: x => x.PageId,
                        principalTable: "Pages",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "Datasets",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false),
                    Privacy = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    ConsentNote = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    BatchId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Archive = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    Import_Status = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    Import_Reason = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    Import_Progress = table.Column<double>(type: "REAL", nullable: false),
                    Import_Attempts = table.Column<int>(type: "INTEGER", nullable: false),
                    Import_CpuLimitHits = table.Column<int>(type: "INTEGER", nullable: false),
                    Import_QueuedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Import_DueAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Import_StartedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Import_FinishedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    PreReadBy = table.Column<string>(type: "TEXT", maxLength: 300, nullable: true),
                    PreReadShown = table.Column<bool>(type: "INTEGER", nullable: false),
                    ImportNotes = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    CropCount = table.Column<int>(type: "INTEGER", nullable: false),
                    PageCount = table.Column<int>(type: "INTEGER", nullable: false),
                    Sha256 = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    CreatedBy = table.Column<Guid>(type: "TEXT", nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Datasets", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Datasets_Batches_BatchId",
                        column: x => x.BatchId,
                        principalTable: "Batches",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "PaceTallies",
                columns: table => new
                {
                    BatchId = table.Column<Guid>(type: "TEXT", nullable: false),
                    WorkerId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Slot = table.Column<int>(type: "INTEGER", nullable: false),
                    Answers = table.Column<int>(type: "INTEGER", nullable: false),
                    Counted = table.Column<int>(type: "INTEGER", nullable: false),
                    Surplus = table.Column<int>(type: "INTEGER", nullable: false),
                    Flagged = table.Column<int>(type: "INTEGER", nullable: false),
                    NetMilliseconds = table.Column<long>(type: "INTEGER", nullable: false),
                    ActiveMilliseconds = table.Column<long>(type: "INTEGER", nullable: false),
                    UnseenMilliseconds = table.Column<long>(type: "INTEGER", nullable: false)
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
                name: "PoolQualifications",
                columns: table => new
                {
                    PoolId = table.Column<Guid>(type: "TEXT", nullable: false),
                    BatchId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Cards = table.Column<int>(type: "INTEGER", nullable: false),
                    PassPercent = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PoolQualifications", x => x.PoolId);
                    table.ForeignKey(
                        name: "FK_PoolQualifications_Batches_BatchId",
                        column: x => x.BatchId,
                        principalTable: "Batches",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_PoolQualifications_Pools_PoolId",
                        column: x => x.PoolId,
                        principalTable: "Pools",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Tasks",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    BatchId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Sequence = table.Column<int>(type: "INTEGER", nullable: false),
                    Category = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    Image = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    ImageMediaType = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    Width = table.Column<int>(type: "INTEGER", nullable: false),
                    Height = table.Column<int>(type: "INTEGER", nullable: false),
                    PreLabelText = table.Column<string>(type: "TEXT", maxLength: -1, nullable: true),
                    PreLabelConfidence = table.Column<double>(type: "REAL", nullable: true),
                    PreLabelEngineId = table.Column<string>(type: "TEXT", maxLength: 50, nullable: true),
                    PreLabelEngineVersion = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    Source = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    WordId = table.Column<Guid>(type: "TEXT", nullable: true),
                    PageId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Wanted = table.Column<int>(type: "INTEGER", nullable: false),
                    Gold_Kind = table.Column<string>(type: "TEXT", maxLength: 32, nullable: true),
                    Gold_Answer = table.Column<string>(type: "TEXT", maxLength: 32, nullable: true),
                    Gold_Text = table.Column<string>(type: "TEXT", maxLength: -1, nullable: true),
                    Gold_IsDropped = table.Column<bool>(type: "INTEGER", nullable: true),
                    CopyOf = table.Column<Guid>(type: "TEXT", nullable: true),
                    Place = table.Column<int>(type: "INTEGER", nullable: true),
                    BeginsBlank = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Tasks", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Tasks_Batches_BatchId",
                        column: x => x.BatchId,
                        principalTable: "Batches",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "WorkerPauses",
                columns: table => new
                {
                    BatchId = table.Column<Guid>(type: "TEXT", nullable: false),
                    WorkerId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    PausedBy = table.Column<Guid>(type: "TEXT", nullable: true),
                    PausedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    LiftedAt = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_WorkerPauses", x => new { x.BatchId, x.WorkerId });
                    table.ForeignKey(
                        name: "FK_WorkerPauses_Batches_BatchId",
                        column: x => x.BatchId,
                        principalTable: "Batches",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_WorkerPauses_Workers_WorkerId",
                        column: x => x.WorkerId,
                        principalTable: "Workers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "WorkTallies",
                columns: table => new
                {
                    BatchId = table.Column<Guid>(type: "TEXT", nullable: false),
                    WorkerId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Claims = table.Column<int>(type: "INTEGER", nullable: false),
                    GoldClaims = table.Column<int>(type: "INTEGER", nullable: false),
                    Counted = table.Column<int>(type: "INTEGER", nullable: false),
                    Surplus = table.Column<int>(type: "INTEGER", nullable: false),
                    Gold = table.Column<int>(type: "INTEGER", nullable: false),
                    GoldRight = table.Column<int>(type: "INTEGER", nullable: false),
                    Corrupted = table.Column<int>(type: "INTEGER", nullable: false),
                    Caught = table.Column<int>(type: "INTEGER", nullable: false),
                    Skipped = table.Column<int>(type: "INTEGER", nullable: false),
                    NetMilliseconds = table.Column<long>(type: "INTEGER", nullable: false),
                    ActiveMilliseconds = table.Column<long>(type: "INTEGER", nullable: false),
                    UnseenMilliseconds = table.Column<long>(type: "INTEGER", nullable: false),
                    SeenMilliseconds = table.Column<long>(type: "INTEGER", nullable: false),
                    LastSeenAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    MinNetMilliseconds = table.Column<long>(type: "INTEGER", nullable: true),
                    FirstClaimedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    LastClaimedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    LastSubmittedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    TaskTimes = table.Column<byte[]>(type: "BLOB", nullable: false)
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

            migrationBuilder.CreateTable(
                name: "InvitationUses",
                columns: table => new
                {
                    InvitationId = table.Column<Guid>(type: "TEXT", nullable: false),
                    WorkerId = table.Column<Guid>(type: "TEXT", nullable: false),
                    UsedAt = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_InvitationUses", x => new { x.InvitationId, x.WorkerId });
                    table.ForeignKey(
                        name: "FK_InvitationUses_Invitations_InvitationId",
                        column: x => x.InvitationId,
                        principalTable: "Invitations",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_InvitationUses_Workers_WorkerId",
                        column: x => x.WorkerId,
                        principalTable: "Workers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "NdaAcceptances",
                columns: table => new
                {
                    PoolId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false),
                    WorkerId = table.Column<Guid>(type: "TEXT", nullable: false),
                    TextHash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    AcceptedAt = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_NdaAcceptances", x => new { x.PoolId, x.Version, x.WorkerId });
                    table.ForeignKey(
                        name: "FK_NdaAcceptances_PoolNdas_PoolId_Version",
                        columns: x => new { x.PoolId, x.Version },
                        principalTable: "PoolNdas",
                        principalColumns: new[] { "PoolId", "Version" },
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_NdaAcceptances_Workers_WorkerId",
                        column: x => x.WorkerId,
                        principalTable: "Workers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Words",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    OcrRunId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Index = table.Column<int>(type: "INTEGER", nullable: false),
                    Text = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    Confidence = table.Column<double>(type: "REAL", nullable: false),
                    Bucket = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    Line = table.Column<int>(type: "INTEGER", nullable: false),
                    Quad_X0 = table.Column<double>(type: "REAL", nullable: false),
                    Quad_X1 = table.Column<double>(type: "REAL", nullable: false),
                    Quad_X2 = table.Column<double>(type: "REAL", nullable: false),
                    Quad_X3 = table.Column<double>(type: "REAL", nullable: false),
                    Quad_Y0 = table.Column<double>(type: "REAL", nullable: false),
                    Quad_Y1 = table.Column<double>(type: "REAL", nullable: false),
                    Quad_Y2 = table.Column<double>(type: "REAL", nullable: false),
                    Quad_Y3 = table.Column<double>(type: "REAL", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Words", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Words_OcrRuns_OcrRunId",
                        column: x => x.OcrRunId,
                        principalTable: "OcrRuns",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "DatasetItems",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    DatasetId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    Index = table.Column<int>(type: "INTEGER", nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    Category = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    Image = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    ImageMediaType = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    TruthJson = table.Column<string>(type: "TEXT", maxLength: -1, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DatasetItems", x => x.Id);
                    table.ForeignKey(
                        name: "FK_DatasetItems_Datasets_DatasetId",
                        column: x => x.DatasetId,
                        principalTable: "Datasets",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "EvaluationRuns",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    DatasetId = table.Column<Guid>(type: "TEXT", nullable: false),
                    EngineId = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    EngineVersion = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    State_Status = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    State_Reason = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    State_Progress = table.Column<double>(type: "REAL", nullable: false),
                    State_Attempts = table.Column<int>(type: "INTEGER", nullable: false),
                    State_CpuLimitHits = table.Column<int>(type: "INTEGER", nullable: false),
                    State_QueuedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    State_DueAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    State_StartedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    State_FinishedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    ReportJson = table.Column<string>(type: "TEXT", maxLength: -1, nullable: true),
                    CreatedBy = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_EvaluationRuns", x => x.Id);
                    table.ForeignKey(
                        name: "FK_EvaluationRuns_Datasets_DatasetId",
                        column: x => x.DatasetId,
                        principalTable: "Datasets",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "TrainingRuns",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    DatasetId = table.Column<Guid>(type: "TEXT", nullable: false),
                    BaseModelId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Steps = table.Column<int>(type: "INTEGER", nullable: false),
                    State_Status = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    State_Reason = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    State_Progress = table.Column<double>(type: "REAL", nullable: false),
                    State_Attempts = table.Column<int>(type: "INTEGER", nullable: false),
                    State_CpuLimitHits = table.Column<int>(type: "INTEGER", nullable: false),
                    State_QueuedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    State_DueAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    State_StartedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    State_FinishedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    LearnedWords = table.Column<int>(type: "INTEGER", nullable: false),
                    KeptBackWords = table.Column<int>(type: "INTEGER", nullable: false),
                    CurveJson = table.Column<string>(type: "TEXT", maxLength: -1, nullable: false),
                    CreatedBy = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_TrainingRuns", x => x.Id);
                    table.ForeignKey(
                        name: "FK_TrainingRuns_Datasets_DatasetId",
                        column: x => x.DatasetId,
                        principalTable: "Datasets",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Assignments",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    TaskId = table.Column<Guid>(type: "TEXT", nullable: false),
                    BatchId = table.Column<Guid>(type: "TEXT", nullable: false),
                    TaskSequence = table.Column<int>(type: "INTEGER", nullable: false),
                    Slot = table.Column<int>(type: "INTEGER", nullable: false),
                    Status = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    WorkerId = table.Column<Guid>(type: "TEXT", nullable: true),
                    ReservedFor = table.Column<Guid>(type: "TEXT", nullable: true),
                    ClaimedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    LeaseEndsAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    SubmittedAt = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Assignments", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Assignments_Tasks_TaskId",
                        column: x => x.TaskId,
                        principalTable: "Tasks",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_Assignments_Workers_WorkerId",
                        column: x => x.WorkerId,
                        principalTable: "Workers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Consensus",
                columns: table => new
                {
                    TaskId = table.Column<Guid>(type: "TEXT", nullable: false),
                    BatchId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Status = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    Text = table.Column<string>(type: "TEXT", maxLength: -1, nullable: true),
                    Votes = table.Column<int>(type: "INTEGER", nullable: false),
                    AgreeingVotes = table.Column<int>(type: "INTEGER", nullable: false),
                    ResolvedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    AdjudicatedBy = table.Column<Guid>(type: "TEXT", nullable: true),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 400, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Consensus", x => x.TaskId);
                    table.ForeignKey(
                        name: "FK_Consensus_Tasks_TaskId",
                        column: x => x.TaskId,
                        principalTable: "Tasks",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "GoldContests",
                columns: table => new
                {
                    TaskId = table.Column<Guid>(type: "TEXT", nullable: false),
                    WorkerId = table.Column<Guid>(type: "TEXT", nullable: false),
                    BatchId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Note = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    MadeAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Status = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    Reply = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    DecidedBy = table.Column<Guid>(type: "TEXT", nullable: true),
                    DecidedAt = table.Column<DateTime>(type: "TEXT", nullable: true)
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
                name: "RefusedAnswers",
                columns: table => new
                {
                    TaskId = table.Column<Guid>(type: "TEXT", nullable: false),
                    WorkerId = table.Column<Guid>(type: "TEXT", nullable: false),
                    BatchId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    Text = table.Column<string>(type: "TEXT", maxLength: -1, nullable: true),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    Revision = table.Column<int>(type: "INTEGER", nullable: false),
                    RefusedAt = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RefusedAnswers", x => new { x.TaskId, x.WorkerId });
                    table.ForeignKey(
                        name: "FK_RefusedAnswers_Tasks_TaskId",
                        column: x => x.TaskId,
                        principalTable: "Tasks",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_RefusedAnswers_Workers_WorkerId",
                        column: x => x.WorkerId,
                        principalTable: "Workers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Skips",
                columns: table => new
                {
                    TaskId = table.Column<Guid>(type: "TEXT", nullable: false),
                    WorkerId = table.Column<Guid>(type: "TEXT", nullable: false),
                    BatchId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    Note = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    SkippedAt = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Skips", x => new { x.TaskId, x.WorkerId });
                    table.ForeignKey(
                        name: "FK_Skips_Tasks_TaskId",
                        column: x => x.TaskId,
                        principalTable: "Tasks",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_Skips_Workers_WorkerId",
                        column: x => x.WorkerId,
                        principalTable: "Workers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "TaskComments",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    TaskId = table.Column<Guid>(type: "TEXT", nullable: false),
                    BatchId = table.Column<Guid>(type: "TEXT", nullable: false),
                    WorkerId = table.Column<Guid>(type: "TEXT", nullable: false),
                    By = table.Column<Guid>(type: "TEXT", nullable: false),
                    IsFromTeam = table.Column<bool>(type: "INTEGER", nullable: false),
                    Text = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    WrittenAt = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_TaskComments", x => x.Id);
                    table.ForeignKey(
                        name: "FK_TaskComments_Tasks_TaskId",
                        column: x => x.TaskId,
                        principalTable: "Tasks",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_TaskComments_Workers_WorkerId",
                        column: x => x.WorkerId,
                        principalTable: "Workers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "EvaluationReadings",
                columns: table => new
                {
                    RunId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ItemId = table.Column<Guid>(type: "TEXT", nullable: false),
                    PredictionJson = table.Column<string>(type: "TEXT", maxLength: -1, nullable: false),
                    Score = table.Column<double>(type: "REAL", nullable: false),
                    Failure = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_EvaluationReadings", x => new { x.RunId, x.ItemId });
                    table.ForeignKey(
                        name: "FK_EvaluationReadings_DatasetItems_ItemId",
                        column: x => x.ItemId,
                        principalTable: "DatasetItems",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_EvaluationReadings_EvaluationRuns_RunId",
                        column: x => x.RunId,
                        principalTable: "EvaluationRuns",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "WordModels",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    RunId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Network = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Checkpoint = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Sha256 = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    KeptBackWords = table.Column<int>(type: "INTEGER", nullable: false),
                    BaseRight = table.Column<int>(type: "INTEGER", nullable: false),
                    Right = table.Column<int>(type: "INTEGER", nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    PromotedAt = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_WordModels", x => x.Id);
                    table.ForeignKey(
                        name: "FK_WordModels_TrainingRuns_RunId",
                        column: x => x.RunId,
                        principalTable: "TrainingRuns",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Answers",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    AssignmentId = table.Column<Guid>(type: "TEXT", nullable: false),
                    TaskId = table.Column<Guid>(type: "TEXT", nullable: false),
                    BatchId = table.Column<Guid>(type: "TEXT", nullable: false),
                    WorkerId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    Text = table.Column<string>(type: "TEXT", maxLength: -1, nullable: true),
                    Revision = table.Column<int>(type: "INTEGER", nullable: false),
                    IsSurplus = table.Column<bool>(type: "INTEGER", nullable: false),
                    IsLate = table.Column<bool>(type: "INTEGER", nullable: false),
                    TakenBackAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Relation = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    IsRight = table.Column<bool>(type: "INTEGER", nullable: true),
                    IsCaught = table.Column<bool>(type: "INTEGER", nullable: true),
                    EditDistance = table.Column<int>(type: "INTEGER", nullable: true),
                    Keystrokes = table.Column<int>(type: "INTEGER", nullable: false),
                    ShownAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    SubmittedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    NetMilliseconds = table.Column<long>(type: "INTEGER", nullable: false),
                    ActiveMilliseconds = table.Column<long>(type: "INTEGER", nullable: false),
                    UnseenMilliseconds = table.Column<long>(type: "INTEGER", nullable: false),
                    FirstKeyMilliseconds = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Answers", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Answers_Assignments_AssignmentId",
                        column: x => x.AssignmentId,
                        principalTable: "Assignments",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_Answers_Workers_WorkerId",
                        column: x => x.WorkerId,
                        principalTable: "Workers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Claims",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    AssignmentId = table.Column<Guid>(type: "TEXT", nullable: false),
                    TaskId = table.Column<Guid>(type: "TEXT", nullable: false),
                    BatchId = table.Column<Guid>(type: "TEXT", nullable: false),
                    WorkerId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ClaimedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Ending = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    EndedAt = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Claims", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Claims_Assignments_AssignmentId",
                        column: x => x.AssignmentId,
                        principalTable: "Assignments",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Answers_AssignmentId",
                table: "Answers",
                column: "AssignmentId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Answers_BatchId_SubmittedAt",
                table: "Answers",
                columns: new[] { "BatchId", "SubmittedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Answers_BatchId_TaskId",
                table: "Answers",
                columns: new[] { "BatchId", "TaskId" });

            migrationBuilder.CreateIndex(
                name: "IX_Answers_BatchId_WorkerId",
                table: "Answers",
                columns: new[] { "BatchId", "WorkerId" });

            migrationBuilder.CreateIndex(
                name: "IX_Answers_WorkerId_SubmittedAt",
                table: "Answers",
                columns: new[] { "WorkerId", "SubmittedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_AspNetUserClaims_UserId",
                table: "AspNetUserClaims",
                column: "UserId");

            migrationBuilder.CreateIndex(
                name: "IX_AspNetUserLogins_UserId",
                table: "AspNetUserLogins",
                column: "UserId");

            migrationBuilder.CreateIndex(
                name: "EmailIndex",
                table: "AspNetUsers",
                column: "NormalizedEmail");

            migrationBuilder.CreateIndex(
                name: "IX_AspNetUsers_Role",
                table: "AspNetUsers",
                column: "Role");

            migrationBuilder.CreateIndex(
                name: "UserNameIndex",
                table: "AspNetUsers",
                column: "NormalizedUserName",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Assignments_BatchId_Status_TaskSequence_Slot",
                table: "Assignments",
                columns: new[] { "BatchId", "Status", "TaskSequence", "Slot" });

            migrationBuilder.CreateIndex(
                name: "IX_Assignments_LeaseEndsAt",
                table: "Assignments",
                column: "LeaseEndsAt",
                filter: "\"LeaseEndsAt\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Assignments_SubmittedAt",
                table: "Assignments",
                column: "SubmittedAt",
                filter: "\"Status\" = 'Surplus'");

            migrationBuilder.CreateIndex(
                name: "IX_Assignments_TaskId_Slot",
                table: "Assignments",
                columns: new[] { "TaskId", "Slot" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Assignments_TaskId_WorkerId",
                table: "Assignments",
                columns: new[] { "TaskId", "WorkerId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Assignments_WorkerId_BatchId",
                table: "Assignments",
                columns: new[] { "WorkerId", "BatchId" },
                filter: "\"LeaseEndsAt\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Assignments_WorkerId_BatchId_TaskSequence",
                table: "Assignments",
                columns: new[] { "WorkerId", "BatchId", "TaskSequence" });

            migrationBuilder.CreateIndex(
                name: "IX_AuditEntries_At",
                table: "AuditEntries",
                column: "At");

            migrationBuilder.CreateIndex(
                name: "IX_Batches_Name",
                table: "Batches",
                column: "Name",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Batches_PoolId_Status",
                table: "Batches",
                columns: new[] { "PoolId", "Status" });

            migrationBuilder.CreateIndex(
                name: "IX_Batches_Preparation_Status_Preparation_QueuedAt",
                table: "Batches",
                columns: new[] { "Preparation_Status", "Preparation_QueuedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Claims_AssignmentId_WorkerId",
                table: "Claims",
                columns: new[] { "AssignmentId", "WorkerId" });

            migrationBuilder.CreateIndex(
                name: "IX_Claims_BatchId_WorkerId_ClaimedAt",
                table: "Claims",
                columns: new[] { "BatchId", "WorkerId", "ClaimedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Consensus_BatchId_Status",
                table: "Consensus",
                columns: new[] { "BatchId", "Status" });

            migrationBuilder.CreateIndex(
                name: "IX_DatasetItems_DatasetId_Kind_Index",
                table: "DatasetItems",
                columns: new[] { "DatasetId", "Kind", "Index" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_DatasetItems_Image",
                table: "DatasetItems",
                column: "Image");

            migrationBuilder.CreateIndex(
                name: "IX_Datasets_BatchId",
                table: "Datasets",
                column: "BatchId");

            migrationBuilder.CreateIndex(
                name: "IX_Datasets_Import_Status_Import_QueuedAt",
                table: "Datasets",
                columns: new[] { "Import_Status", "Import_QueuedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Datasets_Name_Version",
                table: "Datasets",
                columns: new[] { "Name", "Version" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Documents_Category_UploadedAt",
                table: "Documents",
                columns: new[] { "Category", "UploadedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Documents_Original",
                table: "Documents",
                column: "Original",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Documents_UploadedAt",
                table: "Documents",
                column: "UploadedAt");

            migrationBuilder.CreateIndex(
                name: "IX_EvaluationReadings_ItemId",
                table: "EvaluationReadings",
                column: "ItemId");

            migrationBuilder.CreateIndex(
                name: "IX_EvaluationRuns_DatasetId_EngineId",
                table: "EvaluationRuns",
                columns: new[] { "DatasetId", "EngineId" });

            migrationBuilder.CreateIndex(
                name: "IX_EvaluationRuns_State_Status_State_QueuedAt",
                table: "EvaluationRuns",
                columns: new[] { "State_Status", "State_QueuedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_GoldContests_BatchId_Status",
                table: "GoldContests",
                columns: new[] { "BatchId", "Status" });

            migrationBuilder.CreateIndex(
                name: "IX_GoldContests_WorkerId",
                table: "GoldContests",
                column: "WorkerId");

            migrationBuilder.CreateIndex(
                name: "IX_Invitations_PoolId_CreatedAt",
                table: "Invitations",
                columns: new[] { "PoolId", "CreatedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_InvitationUses_WorkerId",
                table: "InvitationUses",
                column: "WorkerId");

            migrationBuilder.CreateIndex(
                name: "IX_NdaAcceptances_WorkerId",
                table: "NdaAcceptances",
                column: "WorkerId");

            migrationBuilder.CreateIndex(
                name: "IX_OcrRuns_PageId_EngineId",
                table: "OcrRuns",
                columns: new[] { "PageId", "EngineId" });

            migrationBuilder.CreateIndex(
                name: "IX_OcrRuns_State_Status_State_QueuedAt",
                table: "OcrRuns",
                columns: new[] { "State_Status", "State_QueuedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_PaceTallies_Slot_BatchId",
                table: "PaceTallies",
                columns: new[] { "Slot", "BatchId" });

            migrationBuilder.CreateIndex(
                name: "IX_PaceTallies_WorkerId_Slot",
                table: "PaceTallies",
                columns: new[] { "WorkerId", "Slot" });

            migrationBuilder.CreateIndex(
                name: "IX_Pages_DocumentId_Number",
                table: "Pages",
                columns: new[] { "DocumentId", "Number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_PoolMembers_WorkerId",
                table: "PoolMembers",
                column: "WorkerId");

            migrationBuilder.CreateIndex(
                name: "IX_PoolQualifications_BatchId",
                table: "PoolQualifications",
                column: "BatchId");

            migrationBuilder.CreateIndex(
                name: "IX_Pools_Name",
                table: "Pools",
                column: "Name",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_RefusedAnswers_BatchId_RefusedAt",
                table: "RefusedAnswers",
                columns: new[] { "BatchId", "RefusedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_RefusedAnswers_WorkerId",
                table: "RefusedAnswers",
                column: "WorkerId");

            migrationBuilder.CreateIndex(
                name: "IX_Skips_BatchId_WorkerId",
                table: "Skips",
                columns: new[] { "BatchId", "WorkerId" });

            migrationBuilder.CreateIndex(
                name: "IX_Skips_WorkerId",
                table: "Skips",
                column: "WorkerId");

            migrationBuilder.CreateIndex(
                name: "IX_TaskComments_BatchId_WrittenAt",
                table: "TaskComments",
                columns: new[] { "BatchId", "WrittenAt" });

            migrationBuilder.CreateIndex(
                name: "IX_TaskComments_TaskId_WorkerId_WrittenAt",
                table: "TaskComments",
                columns: new[] { "TaskId", "WorkerId", "WrittenAt" });

            migrationBuilder.CreateIndex(
                name: "IX_TaskComments_WorkerId",
                table: "TaskComments",
                column: "WorkerId");

            migrationBuilder.CreateIndex(
                name: "IX_Tasks_BatchId_Sequence",
                table: "Tasks",
                columns: new[] { "BatchId", "Sequence" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_TrainingRuns_DatasetId",
                table: "TrainingRuns",
                column: "DatasetId");

            migrationBuilder.CreateIndex(
                name: "IX_TrainingRuns_State_Status_State_QueuedAt",
                table: "TrainingRuns",
                columns: new[] { "State_Status", "State_QueuedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_WordModels_Number",
                table: "WordModels",
                column: "Number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_WordModels_RunId",
                table: "WordModels",
                column: "RunId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Words_OcrRunId_Index",
                table: "Words",
                columns: new[] { "OcrRunId", "Index" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_WorkerPauses_WorkerId",
                table: "WorkerPauses",
                column: "WorkerId");

            migrationBuilder.CreateIndex(
                name: "IX_WorkerQualifications_WorkerId",
                table: "WorkerQualifications",
                column: "WorkerId");

            migrationBuilder.CreateIndex(
                name: "IX_Workers_AccountId",
                table: "Workers",
                column: "AccountId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_WorkTallies_WorkerId",
                table: "WorkTallies",
                column: "WorkerId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "Answers");

            migrationBuilder.DropTable(
                name: "AspNetUserClaims");

            migrationBuilder.DropTable(
                name: "AspNetUserLogins");

            migrationBuilder.DropTable(
                name: "AspNetUserTokens");

            migrationBuilder.DropTable(
                name: "AuditEntries");

            migrationBuilder.DropTable(
                name: "Claims");

            migrationBuilder.DropTable(
                name: "Consensus");

            migrationBuilder.DropTable(
                name: "EvaluationReadings");

            migrationBuilder.DropTable(
                name: "GoldContests");

            migrationBuilder.DropTable(
                name: "InvitationUses");

            migrationBuilder.DropTable(
                name: "NdaAcceptances");

            migrationBuilder.DropTable(
                name: "PaceTallies");

            migrationBuilder.DropTable(
                name: "PoolMembers");

            migrationBuilder.DropTable(
                name: "PoolQualifications");

            migrationBuilder.DropTable(
                name: "RefusedAnswers");

            migrationBuilder.DropTable(
                name: "Skips");

            migrationBuilder.DropTable(
                name: "StorageKeyRecords");

            migrationBuilder.DropTable(
                name: "TaskComments");

            migrationBuilder.DropTable(
                name: "UploadTurns");

            migrationBuilder.DropTable(
                name: "WordModels");

            migrationBuilder.DropTable(
                name: "Words");

            migrationBuilder.DropTable(
                name: "WorkerPauses");

            migrationBuilder.DropTable(
                name: "WorkerQualifications");

            migrationBuilder.DropTable(
                name: "WorkTallies");

            migrationBuilder.DropTable(
                name: "Assignments");

            migrationBuilder.DropTable(
                name: "DatasetItems");

            migrationBuilder.DropTable(
                name: "EvaluationRuns");

            migrationBuilder.DropTable(
                name: "Invitations");

            migrationBuilder.DropTable(
                name: "PoolNdas");

            migrationBuilder.DropTable(
                name: "TrainingRuns");

            migrationBuilder.DropTable(
                name: "OcrRuns");

            migrationBuilder.DropTable(
                name: "Tasks");

            migrationBuilder.DropTable(
                name: "Workers");

            migrationBuilder.DropTable(
                name: "Datasets");

            migrationBuilder.DropTable(
                name: "Pages");

            migrationBuilder.DropTable(
                name: "AspNetUsers");

            migrationBuilder.DropTable(
                name: "Batches");

            migrationBuilder.DropTable(
                name: "Documents");

            migrationBuilder.DropTable(
                name: "Pools");
        }
    }
}
