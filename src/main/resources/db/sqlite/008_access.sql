create table organization (
  id text primary key,
  name text not null,
  privileged_tools integer not null,
  created_at integer not null,
  updated_at integer not null
) without rowid;

create index organization_created on organization (created_at, id);

-- An organisation has at least one user, whose id has the same digits as its own.
create table user_account (
  id text primary key,
  tenant text not null,
  name text not null,
  created_at integer not null,
  updated_at integer not null,
  foreign key (tenant) references organization (id) on delete cascade
) without rowid;

create index user_account_created on user_account (created_at, id);

create index user_account_tenant on user_account (tenant, created_at, id);

insert into organization (id, name, privileged_tools, created_at, updated_at)
values ('org-00000000-0000-4000-8000-000000000000', 'default_org', 0,
  1767225600000000, 1767225600000000);

insert into user_account (id, tenant, name, created_at, updated_at)
values ('user-00000000-0000-4000-8000-000000000000', 'org-00000000-0000-4000-8000-000000000000',
  'default_user', 1767225600000000, 1767225600000000);

-- What a key is good for. Its text is kept nowhere.
create table api_key (
  id text primary key,
  tenant text not null,
  user_id text not null,
  name text not null,
  scope text not null,
  agent_id text,
  created_by text not null,
  created_at integer not null,
  expires_at integer,
  revoked_at integer,
  foreign key (tenant) references organization (id) on delete cascade
) without rowid;

create index api_key_created on api_key (created_at, id);

create index api_key_tenant on api_key (tenant, created_at, id);

create index api_key_user on api_key (user_id);

-- By which texts a key is known: one, or two while the older runs out after a rotation. Found by
-- the prefix; the hash is keyed with a secret that is not in the database.
create table api_key_text (
  prefix text primary key,
  key_id text not null,
  hash text not null,
  created_at integer not null,
  expires_at integer,
  foreign key (key_id) references api_key (id) on delete cascade
) without rowid;

create index api_key_text_key on api_key_text (key_id);

-- Administrative acts. Outlives the organisation it is about.
create table audit (
  id text primary key,
  organization_id text not null,
  at integer not null,
  actor text not null,
  key_id text,
  action text not null,
  subject text not null,
  details text not null,
  request_id text not null
) without rowid;

create index audit_at on audit (at, id);

create index audit_organization on audit (organization_id, at, id);

-- What organisations may keep and how often they may ask; null: as the settings say, which stand in
-- the row of tenant ''. Less than 0 is without a limit.
create table quota (
  tenant text primary key,
  agents integer,
  blocks integer,
  passages integer,
  bytes integer,
  requests_per_second integer,
  burst integer
) without rowid;

-- What organisations keep; counted in the transactions that change it.
create table quota_usage (
  tenant text primary key,
  agents integer not null,
  blocks integer not null,
  passages integer not null,
  bytes integer not null
) without rowid;

alter table archive add column bytes integer not null default 0;

update archive set bytes = (
  select coalesce(sum(octet_length(p.text) + octet_length(p.tags) + octet_length(p.metadata)), 0)
  from passage p where p.tenant = archive.tenant and p.archive_id = archive.id);

insert into quota_usage (tenant, agents, blocks, passages, bytes)
select o.tenant,
  (select count(*) from agent a where a.tenant = o.tenant),
  (select count(*) from block b where b.tenant = o.tenant),
  (select coalesce(sum(r.passages), 0) from archive r where r.tenant = o.tenant),
  (select coalesce(sum(r.bytes), 0) from archive r where r.tenant = o.tenant)
from (select tenant from agent union select tenant from block union select tenant from archive) o;

-- Organisations that were deleted and whose things are being removed.
create table organization_gone (
  id text primary key,
  at integer not null
) without rowid;
