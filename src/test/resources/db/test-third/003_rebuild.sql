create table note_new (
  id integer primary key,
  body text not null
);
insert into note_new select id, body from note;
drop table note;
alter table note_new rename to note;
