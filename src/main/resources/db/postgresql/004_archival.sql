-- The sequence counts every change of the archive and of its passages: the place in its journal.
-- Passages is how many there are.
create table archive (
  tenant text collate "C" not null,
  id text collate "C" not null,
  name text collate "C" not null,
  description text collate "C",
  metadata text collate "C" not null,
  sequence bigint not null,
  passages bigint not null,
  version bigint not null,
  created_by text collate "C" not null,
  updated_by text collate "C" not null,
  created_at bigint not null,
  updated_at bigint not null,
  primary key (tenant, id)
);

-- Every change of a passage moves the sequence.
alter table archive set (fillfactor = 50);

create index archive_created on archive (tenant, created_at, id);

create index archive_name on archive (tenant, name);

-- Which archives an agent sees; it owns at most one, the one made for it.
create table agent_archive (
  tenant text collate "C" not null,
  agent_id text collate "C" not null,
  archive_id text collate "C" not null,
  is_owner bigint not null,
  attached_at bigint not null,
  primary key (tenant, agent_id, archive_id),
  foreign key (tenant, agent_id) references agent (tenant, id) on delete cascade,
  foreign key (tenant, archive_id) references archive (tenant, id) on delete cascade
);

create index agent_archive_archive on agent_archive (tenant, archive_id);

create unique index agent_archive_owner on agent_archive (tenant, agent_id) where is_owner = 1;

-- The sequence is the archive's at the insert: it orders passages as they came and never changes.
-- The model is the one that made the newest vector; null while the passage waits for one.
create table passage (
  tenant text collate "C" not null,
  archive_id text collate "C" not null,
  sequence bigint not null,
  id text collate "C" not null,
  text text collate "C" not null,
  tags text collate "C" not null,
  metadata text collate "C" not null,
  model text collate "C",
  version bigint not null,
  created_by text collate "C" not null,
  updated_by text collate "C" not null,
  created_at bigint not null,
  updated_at bigint not null,
  primary key (tenant, archive_id, sequence),
  foreign key (tenant, archive_id) references archive (tenant, id) on delete cascade
);

create unique index passage_id on passage (tenant, id);

create index passage_created on passage (tenant, archive_id, created_at, sequence);

create index passage_age on passage (tenant, created_at, sequence);

create index passage_model on passage (model, tenant, archive_id, sequence);

-- PostgreSQL does not read passage_model in order for the passages without a model.
create index passage_waiting on passage (tenant, archive_id, sequence) where model is null;

-- The tags of passage.tags once more, to find passages by them.
create table passage_tag (
  tenant text collate "C" not null,
  archive_id text collate "C" not null,
  sequence bigint not null,
  tag text collate "C" not null,
  primary key (tenant, archive_id, sequence, tag),
  foreign key (tenant, archive_id, sequence)
    references passage (tenant, archive_id, sequence) on delete cascade
);

-- Float32 little-endian, unit length. Beside the text and not in it, so that lists need not read
-- it and the vectors of two models can stand side by side.
create table passage_vector (
  tenant text collate "C" not null,
  archive_id text collate "C" not null,
  sequence bigint not null,
  model text collate "C" not null,
  vector bytea not null,
  primary key (tenant, archive_id, sequence, model),
  foreign key (tenant, archive_id, sequence)
    references passage (tenant, archive_id, sequence) on delete cascade
);

-- Floats do not compress.
alter table passage_vector alter column vector set storage external;
