#!/bin/bash
# add-migration.sh NAME: one migration for each of the three databases.
set -euo pipefail
cd "$(dirname "$0")/.."
dotnet tool restore >/dev/null
for provider in Sqlite SqlServer PostgreSql; do
  dotnet build "migrations/$provider" -v q --nologo
  dotnet ef migrations add "$1" --project "migrations/$provider" --startup-project "migrations/$provider" -o Steps --no-build
done
