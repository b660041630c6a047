delete from note;
