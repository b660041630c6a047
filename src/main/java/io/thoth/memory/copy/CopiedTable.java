package io.thoth.memory.copy;

/**
 * What was copied of a table.
 *
 * @param digest of its rows in any order, 64 hexadecimal digits
 */
public record CopiedTable(String name, long rows, String digest) {
  static CopiedTable of(String name, RowDigest digest) {
    return new CopiedTable(name, digest.rows(), digest.text());
  }
}
