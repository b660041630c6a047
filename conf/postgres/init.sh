#!/usr/bin/env bash
# Run by PostgreSQL's image when its volume is made: the schema, and psql looks into it first. The
# tables are made by Thoth Memory when it starts. And replicas are let in, with the password.
set -euo pipefail

psql -v ON_ERROR_STOP=1 -v schema="$LETTA_PG_SCHEMA" -U "$POSTGRES_USER" -d "$POSTGRES_DB" <<'SQL'
create schema if not exists :"schema";
alter role current_user in database :"DBNAME" set search_path = :"schema", public;
SQL

if [ -n "${PGDATA:-}" ]; then
  echo "host replication $POSTGRES_USER all scram-sha-256" >> "$PGDATA/pg_hba.conf"
fi
