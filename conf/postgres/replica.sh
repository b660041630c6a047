#!/usr/bin/env bash
# Run in a container of PostgreSQL's image: a copy of the primary when there is none yet, then the
# server ("$@"), which follows the primary. PRIMARY is its address without the password.
set -euo pipefail

as=()
[ "$(id -u)" != 0 ] || as=(gosu postgres)
if [ ! -s "$PGDATA/PG_VERSION" ]; then
  export PGPASSWORD="$POSTGRES_PASSWORD"
  mkdir -p "$PGDATA"
  # Into a folder in it, and PG_VERSION last, so that half a copy is never taken for a whole one.
  copy="$PGDATA/copy"
  find "$PGDATA" -mindepth 1 -delete
  until "${as[@]}" pg_basebackup -D "$copy" -d "$PRIMARY" -R -X stream -c fast; do
    rm -rf "$copy"
    sleep 2
  done
  find "$copy" -mindepth 1 -maxdepth 1 ! -name PG_VERSION -exec mv -t "$PGDATA" {} +
  mv "$copy/PG_VERSION" "$PGDATA"
  rmdir "$copy"
  chmod 700 "$PGDATA"
fi
exec "${as[@]}" "$@"
