create table agent (
  tenant text collate "C" not null,
  id text collate "C" not null,
  name text collate "C" not null,
  description text collate "C",
  system text collate "C" not null,
  agent_type text collate "C" not null,
  tags text collate "C" not null,
  metadata text collate "C",
  hidden bigint,
  timezone text collate "C" not null,
  llm_config text collate "C" not null,
  embedding_config text collate "C",
  settings text collate "C" not null,
  project_id text collate "C",
  template_id text collate "C",
  base_template_id text collate "C",
  created_by text collate "C" not null,
  updated_by text collate "C" not null,
  version bigint not null,
  created_at bigint not null,
  updated_at bigint not null,
  primary key (tenant, id)
);

create index agent_created on agent (tenant, created_at, id);

create index agent_updated on agent (tenant, updated_at, id);

create index agent_name on agent (tenant, name);

create table agent_tag (
  tenant text collate "C" not null,
  tag text collate "C" not null,
  agent_id text collate "C" not null,
  primary key (tenant, tag, agent_id),
  foreign key (tenant, agent_id) references agent (tenant, id) on delete cascade
);

create index agent_tag_agent on agent_tag (tenant, agent_id);
