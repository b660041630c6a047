package io.thoth.memory.core;

import io.thoth.memory.bus.Served.Asked;
import io.thoth.memory.sql.Sql;
import io.thoth.memory.sql.Tx;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads the blocks of several questions with one statement, of any organisations: each is found by
 * the tenant of whoever asks for it. Thread-safe.
 */
final class SeveralBlocks {
  private final Sql sql;

  SeveralBlocks(Sql sql) {
    this.sql = sql;
  }

  /**
   * A join that goes along an index for every key, as a read of one does; the offset forbids
   * others, of which some read everything an organisation has.
   */
  private static final String ONE_BY_ONE =
      " cross join lateral (select * from %s where %s offset 0) %s";

  /** How blocks are named. */
  private enum By {
    ID(2, ONE_BY_ONE.formatted("block b", "b.tenant = k.column2 and b.id = k.column3", "b")),
    LABEL(
        3,
        ONE_BY_ONE.formatted(
                "agent_block l",
                "l.tenant = k.column2 and l.agent_id = k.column3 and l.label = k.column4",
                "l")
            + ONE_BY_ONE.formatted("block b", "b.tenant = l.tenant and b.id = l.block_id", "b"));

    private final int parts;
    private final String join;

    /** By the number of rows, of which there are few kinds, so that they can stay prepared. */
    private final Map<Integer, String> statements = new ConcurrentHashMap<>();

    By(int parts, String join) {
      this.parts = parts;
      this.join = join;
    }

    static By of(Blocks.Read question) {
      return question.blockId() == null ? LABEL : ID;
    }

    String statement(int rows) {
      return statements.computeIfAbsent(rows, this::written);
    }

    private String written(int rows) {
      String marks = ", ?".repeat(parts);
      return IntStream.range(0, rows)
          .mapToObj(row -> "(" + row + marks + ")")
          .collect(
              Collectors.joining(
                  ", ",
                  "select k.column1 place, " + BlockRow.COLUMNS + " from (values ",
                  ") k" + join));
    }

    List<String> key(String tenant, Blocks.Read question) {
      return this == ID
          ? List.of(tenant, Objects.requireNonNull(question.blockId()))
          : List.of(
              tenant,
              Objects.requireNonNull(question.agentId()),
              Objects.requireNonNull(question.blockLabel()));
    }
  }

  private record Found(int place, Block block) {}

  /** The blocks as they are now, in the order of the questions; those of the past stay open. */
  List<Optional<Block>> read(List<Asked<Blocks.Read>> questions) {
    List<Optional<Block>> blocks =
        new ArrayList<>(Collections.nCopies(questions.size(), Optional.empty()));
    for (By by : By.values()) {
      List<Integer> places =
          IntStream.range(0, questions.size())
              .filter(i -> questions.get(i).question().asOf() == null)
              .filter(i -> By.of(questions.get(i).question()) == by)
              .boxed()
              .toList();
      for (Found found : places.isEmpty() ? List.<Found>of() : found(by, places, questions)) {
        blocks.set(places.get(found.place()), Optional.of(found.block()));
      }
    }
    return blocks;
  }

  private List<Found> found(By by, List<Integer> places, List<Asked<Blocks.Read>> questions) {
    int rows = Math.max(2, 2 * Integer.highestOneBit(places.size() - 1));
    @Nullable Object[] keys =
        new Object[rows * by.parts]; // rows beyond those asked for match nothing
    for (int row = 0; row < places.size(); row++) {
      Asked<Blocks.Read> asked = questions.get(places.get(row));
      List<String> key = by.key(asked.caller().tenant(), asked.question());
      for (int part = 0; part < by.parts; part++) {
        keys[row * by.parts + part] = key.get(part);
      }
    }
    return sql.read("block.read.several", tx -> found(tx, by.statement(rows), keys));
  }

  private static List<Found> found(Tx tx, String statement, @Nullable Object[] keys) {
    return tx.query(
        statement, row -> new Found((int) row.integer("place"), BlockRow.block(row)), keys);
  }
}
