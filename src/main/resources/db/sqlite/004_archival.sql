-- The sequence counts every change of the archive and of its passages: the place in its journal.
-- Passages is how many there are.
create table archive (
  tenant text not null,
  id text not null,
  name text not null,
  description text,
  metadata text not null,
  sequence integer not null,
  passages integer not null,
  version integer not null,
  created_by text not null,
  updated_by text not null,
  created_at integer not null,
  updated_at integer not null,
  primary key (tenant, id)
);

create index archive_created on archive (tenant, created_at, id);

create index archive_name on archive (tenant, name);

-- Which archives an agent sees; it owns at most one, the one made for it.
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

create unique index agent_archive_owner on agent_archive (tenant, agent_id) where is_owner = 1;

-- The sequence is the archive's at the insert: it orders passages as they came and never changes.
-- The model is the one that made the newest vector; null while the passage waits for one.
create table passage (
  tenant text not null,
  archive_id text not null,
  sequence integer not null,
  id text not null,
  text text not null,
  tags text not null,
  metadata text not null,
  model text,
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

create index passage_age on passage (tenant, created_at, sequence);

create index passage_model on passage (model, tenant, archive_id, sequence);

-- The tags of passage.tags once more, to find passages by them.
create table passage_tag (
  tenant text not null,
  archive_id text not null,
  sequence integer not null,
  tag text not null,
  primary key (tenant, archive_id, sequence, tag),
  foreign key (tenant, archive_id, sequence)
    references passage (tenant, archive_id, sequence) on delete cascade
) without rowid;

-- Float32 little-endian, unit length. Beside the text and not in it, so that lists need not read
-- it and the vectors of two models can stand side by side.
create table passage_vector (
  tenant text not null,
  archive_id text not null,
  sequence integer not null,
  model text not null,
  vector blob not null,
  primary key (tenant, archive_id, sequence, model),
  foreign key (tenant, archive_id, sequence)
    references passage (tenant, archive_id, sequence) on delete cascade
) without rowid;
