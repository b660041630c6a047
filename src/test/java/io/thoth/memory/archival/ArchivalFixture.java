package io.thoth.memory.archival;

import io.thoth.memory.sql.SqlConfig;

/** The ground of the suites that hold for every database. */
abstract class ArchivalFixture {
  /** A database that is empty when the test begins; the same one every time. */
  abstract SqlConfig database();
}
