#!/usr/bin/env bash
# Run by PostgreSQL's image when its volume is made: the schema, and psql looks into it first. The
# tables are made by Thoth Memory when it starts.
set -euo pipefail

psql -v ON_ERROR_STOP=1 -v schema="$LETTA_PG_SCHEMA" -U "$POSTGRES_USER" -d "$POSTGRES_DB" <<'SQL'
create schema if not exists :"schema";
alter role current_user in database :"DBNAME" set search_path = :"schema", public;
SQL
