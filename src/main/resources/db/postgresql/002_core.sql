create table block (
  tenant text collate "C" not null,
  id text collate "C" not null,
  label text collate "C" not null,
  value text collate "C" not null,
  char_limit bigint not null,
  description text collate "C",
  metadata text collate "C" not null,
  read_only bigint not null,
  tags text collate "C" not null,
  is_template bigint not null,
  hidden bigint,
  preserve_on_migration bigint not null,
  template_name text collate "C",
  template_id text collate "C",
  base_template_id text collate "C",
  deployment_id text collate "C",
  entity_id text collate "C",
  project_id text collate "C",
  created_by text collate "C" not null,
  updated_by text collate "C" not null,
  version bigint not null,
  created_at bigint not null,
  updated_at bigint not null,
  primary key (tenant, id)
);

-- Room on the page for the next version of a block, so that no index has to change with it.
alter table block set (fillfactor = 70);

create index block_created on block (tenant, created_at, id);

create index block_label on block (tenant, label);

-- The tags of block.tags once more, to find blocks by them.
create table block_tag (
  tenant text collate "C" not null,
  tag text collate "C" not null,
  block_id text collate "C" not null,
  primary key (tenant, tag, block_id),
  foreign key (tenant, block_id) references block (tenant, id) on delete cascade
);

create index block_tag_block on block_tag (tenant, block_id);

-- Which agents see a block, and under which label: an agent has a label only once.
create table agent_block (
  tenant text collate "C" not null,
  agent_id text collate "C" not null,
  label text collate "C" not null,
  block_id text collate "C" not null,
  primary key (tenant, agent_id, label),
  unique (tenant, agent_id, block_id),
  foreign key (tenant, block_id) references block (tenant, id) on delete cascade
);

create index agent_block_block on agent_block (tenant, block_id);
