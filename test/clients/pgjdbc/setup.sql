CREATE TABLE jdbc_parent (id int PRIMARY KEY, code varchar(10) NOT NULL UNIQUE, amount numeric(8,3) DEFAULT 1.5, at timestamptz, tags text[]);
CREATE TABLE jdbc_child (parent int NOT NULL REFERENCES jdbc_parent, n smallint, note text DEFAULT 'none', PRIMARY KEY (parent, n));
CREATE VIEW jdbc_view AS SELECT id, code FROM jdbc_parent;
