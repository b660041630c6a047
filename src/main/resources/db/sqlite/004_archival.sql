create table archive (
  tenant text not null,
  id text not null,
  name text not null,
  description text,
  metadata text,
  embedding_config text,
  sequence integer not null,
  version integer not null,
  created_by text not null,
  updated_by text not null,
  created_at integer not null,
  updated_at integer not null,
  primary key (tenant, id)
);

create index archive_created on archive (tenant, created_at, id);

create index archive_name on archive (tenant, name);

create table agent_archive (
  tenant text not null,
  agent_id text not null,
  archive_id text not null,
  is_owner integer not null,
  attached_at integer not null,
  primary key (tenant, agent_id, archive_id),
  foreign key (tenant, agent_id) references agent (tenant, id) on delete cascade,
  foreign key (tenant, archive_id) references archive (tenant, id) on delete cascade
) without rowid;

create index agent_archive_archive on agent_archive (tenant, archive_id);

-- The sequence is the archive's at the insert: it orders passages as they came and never changes.
create table passage (
  tenant text not null,
  archive_id text not null,
  sequence integer not null,
  id text not null,
  text text not null,
  tags text not null,
  metadata text not null,
  version integer not null,
  created_by text not null,
  updated_by text not null,
  created_at integer not null,
  updated_at integer not null,
  primary key (tenant, archive_id, sequence),
  foreign key (tenant, archive_id) references archive (tenant, id) on delete cascade
) without rowid;

create unique index passage_id on passage (tenant, id);

create index passage_created on passage (tenant, archive_id, created_at, sequence);

-- Float32 little-endian, unit length. No row: the passage still waits for its vector. Beside the
-- text and not in it, so that lists need not read it and two models can stand side by side.
create table passage_vector (
  tenant text not null,
  archive_id text not null,
  model text not null,
  sequence integer not null,
  vector blob not null,
  primary key (tenant, archive_id, model, sequence),
  foreign key (tenant, archive_id, sequence)
    references passage (tenant, archive_id, sequence) on delete cascade
) without rowid;
