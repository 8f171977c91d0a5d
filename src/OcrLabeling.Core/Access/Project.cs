using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OcrLabeling.Core.Accounts;

namespace OcrLabeling.Core.Access;

/// <summary>What stands in exactly one project.</summary>
public interface IInProject
{
    ProjectId ProjectId { get; }
}

/// <summary>Documents, batches and datasets that belong together, and who of the team sees them (<see cref="ProjectAccess"/>).</summary>
public sealed class Project
{
    public const int MaxNameLength = 120;
    public const int MaxDescriptionLength = 2000;

    /// <summary>There from the first start on, and always open to the whole team: whoever makes no projects works in this one.</summary>
    public static readonly ProjectId DefaultId = new(new Guid("0193a000-0000-7000-8000-000000000001"));

    private Project() { }

    /// <param name="name">As <see cref="Data.GivenName.Clean"/> gives it.</param>
    public Project(string name, string description, Guid createdBy, DateTime createdAt)
    {
        Id = ProjectId.New();
        Name = name;
        Description = description;
        CreatedBy = createdBy;
        CreatedAt = createdAt;
    }

    public ProjectId Id { get; private set; }

    /// <summary>Used once in the product.</summary>
    public string Name { get; private set; } = "";

    public string Description { get; private set; } = "";

    /// <summary>Null for the default project, which nobody created.</summary>
    public Guid? CreatedBy { get; private set; }

    public DateTime CreatedAt { get; private set; }

    /// <summary>It takes nothing new, and lists of all projects leave out what is in it; null: not archived.</summary>
    public DateTime? ArchivedAt { get; private set; }

    public void Describe(string name, string description) => (Name, Description) = (name, description);

    public void Archive(DateTime at)
    {
        if (Id == DefaultId)
            throw new InvalidOperationException("The default project is never archived.");
        ArchivedAt = at;
    }

    public void Restore() => ArchivedAt = null;
}

/// <summary>Somebody of the team who sees a project that is not open to all of it.</summary>
public sealed class ProjectMember
{
    private ProjectMember() { }

    public ProjectMember(ProjectId projectId, Guid accountId, DateTime addedAt)
    {
        ProjectId = projectId;
        AccountId = accountId;
        AddedAt = addedAt;
    }

    public ProjectId ProjectId { get; private set; }
    public Guid AccountId { get; private set; }
    public DateTime AddedAt { get; private set; }
}

internal sealed class ProjectConfiguration : IEntityTypeConfiguration<Project>
{
    public void Configure(EntityTypeBuilder<Project> builder)
    {
        builder.Property(p => p.Name).HasMaxLength(Project.MaxNameLength);
        builder.Property(p => p.Description).HasMaxLength(Project.MaxDescriptionLength);
        builder.HasIndex(p => p.Name).IsUnique();
        builder.HasData(new { Id = Project.DefaultId, Name = "Default", Description = "", CreatedAt = DateTime.UnixEpoch });
    }
}

internal sealed class ProjectMemberConfiguration : IEntityTypeConfiguration<ProjectMember>
{
    public void Configure(EntityTypeBuilder<ProjectMember> builder)
    {
        // both questions of the predicate: has the project members, and is this account one of them
        builder.HasKey(m => new { m.ProjectId, m.AccountId });
        builder.HasOne<Project>().WithMany().HasForeignKey(m => m.ProjectId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Account>().WithMany().HasForeignKey(m => m.AccountId).OnDelete(DeleteBehavior.Cascade);
    }
}
