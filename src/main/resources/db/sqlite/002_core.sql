create table block (
  tenant text not null,
  id text not null,
  label text not null,
  value text not null,
  char_limit integer not null,
  description text,
  metadata text not null,
  read_only integer not null,
  tags text not null,
  is_template integer not null,
  hidden integer,
  preserve_on_migration integer not null,
  template_name text,
  template_id text,
  base_template_id text,
  deployment_id text,
  entity_id text,
  project_id text,
  created_by text not null,
  updated_by text not null,
  version integer not null,
  created_at integer not null,
  updated_at integer not null,
  primary key (tenant, id)
);

create index block_created on block (tenant, created_at, id);

create index block_label on block (tenant, label);

-- The tags of block.tags once more, to find blocks by them.
create table block_tag (
  tenant text not null,
  tag text not null,
  block_id text not null,
  primary key (tenant, tag, block_id),
  foreign key (tenant, block_id) references block (tenant, id) on delete cascade
) without rowid;

create index block_tag_block on block_tag (tenant, block_id);

-- Which agents see a block, and under which label: an agent has a label only once.
create table agent_block (
  tenant text not null,
  agent_id text not null,
  label text not null,
  block_id text not null,
  primary key (tenant, agent_id, label),
  unique (tenant, agent_id, block_id),
  foreign key (tenant, block_id) references block (tenant, id) on delete cascade
) without rowid;

create index agent_block_block on agent_block (tenant, block_id);
