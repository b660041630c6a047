-- Imports that are not whole yet: what they wrote so far is seen by nobody, and is removed when
-- nothing was added to it for a while.
create table arrival (
  tenant text not null,
  id text not null,
  touched_at integer not null,
  primary key (tenant, id)
) without rowid;

-- The import that writes it; null when it is whole.
alter table agent add column arrival text;

alter table archive add column arrival text;

create index agent_arrival on agent (tenant, arrival) where arrival is not null;

create index archive_arrival on archive (tenant, arrival) where arrival is not null;
