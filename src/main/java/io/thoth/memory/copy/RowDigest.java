package io.thoth.memory.copy;

import io.thoth.memory.id.Sha256;
import io.thoth.memory.sql.Row;
import io.thoth.memory.sql.Table;
import io.thoth.memory.sql.Table.Column;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/**
 * A digest of rows that is the same in whatever order they come: the sum of the rows' SHA-256,
 * modulo 2^256. A row is written column by column, each with its kind and its length, so no two
 * different rows are written alike. Not thread-safe.
 */
final class RowDigest {
  private static final int BITS = 256;

  private final Table table;
  private final MessageDigest hash = Sha256.fresh();
  private BigInteger sum = BigInteger.ZERO;
  private long rows;
  private int lastBytes;

  RowDigest(Table table) {
    this.table = table;
  }

  /** Adds the row; answers its values in the order of the table's columns. */
  @Nullable Object[] add(Row row) {
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(written);
    @Nullable Object[] values = new Object[table.columns().size()];
    for (int index = 0; index < values.length; index++) {
      values[index] = value(row, table.columns().get(index));
      write(out, values[index]);
    }
    sum = sum.add(new BigInteger(1, hash.digest(written.toByteArray()))).mod(modulus());
    rows++;
    lastBytes = written.size();
    return values;
  }

  private static BigInteger modulus() {
    return BigInteger.ONE.shiftLeft(BITS);
  }

  private static @Nullable Object value(Row row, Column column) {
    String name = column.name();
    return switch (column.kind()) {
      case INTEGER -> row.integerOrNull(name);
      case NUMBER -> row.isNull(name) ? null : (Object) row.number(name);
      case TEXT -> row.textOrNull(name);
      case BYTES -> row.bytesOrNull(name);
    };
  }

  private static void write(DataOutputStream out, @Nullable Object value) {
    try {
      switch (value) {
        case null -> out.writeByte('-');
        case Long number -> {
          out.writeByte('i');
          out.writeLong(number);
        }
        case Double number -> {
          out.writeByte('n');
          out.writeDouble(number);
        }
        case String text -> write(out, 't', text.getBytes(StandardCharsets.UTF_8));
        case byte[] bytes -> write(out, 'b', bytes);
        default -> throw new IllegalStateException("not a value of a database: " + value);
      }
    } catch (IOException impossible) { // It is written to memory.
      throw new UncheckedIOException(impossible);
    }
  }

  private static void write(DataOutputStream out, char kind, byte[] bytes) throws IOException {
    out.writeByte(kind);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  long rows() {
    return rows;
  }

  /** How many bytes the values of the row added last have, about. */
  int lastBytes() {
    return lastBytes;
  }

  /** The digest so far, in 64 hexadecimal digits. */
  String text() {
    return "%064x".formatted(sum);
  }
}
