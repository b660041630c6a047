-- Imports that are not whole yet: what they wrote so far is seen by nobody, and is removed when
-- nothing was added to it for a while.
create table arrival (
  tenant text collate "C" not null,
  id text collate "C" not null,
  touched_at bigint not null,
  primary key (tenant, id)
);

-- The import that writes it; null when it is whole.
alter table agent add column arrival text collate "C";

alter table archive add column arrival text collate "C";

create index agent_arrival on agent (tenant, arrival) where arrival is not null;

create index archive_arrival on archive (tenant, arrival) where arrival is not null;
