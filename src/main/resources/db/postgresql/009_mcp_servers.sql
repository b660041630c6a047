-- The state is the server whole, as JSON.
create table mcp_server (
  tenant text collate "C" not null,
  id text collate "C" not null,
  server_name text collate "C" not null,
  state text collate "C" not null,
  version bigint not null,
  created_at bigint not null,
  primary key (tenant, id)
);

create unique index mcp_server_name on mcp_server (tenant, server_name);

-- Which tools a server offers; two servers may offer one of the same name.
create table mcp_server_tool (
  tenant text collate "C" not null,
  server_id text collate "C" not null,
  tool_id text collate "C" not null,
  primary key (tenant, server_id, tool_id),
  foreign key (tenant, server_id) references mcp_server (tenant, id) on delete cascade,
  foreign key (tenant, tool_id) references tool (tenant, id) on delete cascade
);

create index mcp_server_tool_tool on mcp_server_tool (tenant, tool_id);
