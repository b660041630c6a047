package io.thoth.memory.recall;

import io.thoth.memory.bus.Caller;
import io.thoth.memory.recall.ForkSource.Said;
import io.thoth.memory.removal.Departures;
import io.thoth.memory.removal.Portions;
import io.thoth.memory.removal.Unfinished;
import io.thoth.memory.sql.Sql;
import io.thoth.memory.sql.Tx;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The places of messages in one fork. All but the last few are written in short transactions, in
 * which nobody sees the fork; the rest in the one that makes it seen. Belongs to one thread.
 */
final class ForkCopy {
  /** The system message is the first. */
  private static final long FIRST = 2;

  private final Sql sql;
  private final Caller caller;
  private final Conversation made;
  private final ForkSource source;
  private final Unfinished unfinished;
  private final ConversationStore conversations;
  private long position = FIRST;
  private boolean isStaged;
  private List<Said> rest = List.of();

  ForkCopy(
      Sql sql,
      Caller caller,
      Conversation made,
      ForkSource source,
      ConversationStore conversations) {
    this.sql = sql;
    this.caller = caller;
    this.made = made;
    this.source = source;
    this.conversations = conversations;
    this.unfinished = new Unfinished(caller.tenant(), made.id());
  }

  /** Writes what may be much; when that fails, nothing of it is left. */
  void stage(Departures departures) {
    try {
      stage();
    } catch (RuntimeException | Error problem) {
      giveUp(departures, problem);
      throw problem;
    }
  }

  private void stage() {
    Portions portions = new Portions(sql);
    int rows = portions.rows();
    List<Said> some = after(0, rows);
    while (some.size() == rows) {
      List<Said> full = some;
      portions.one("conversation.fork.portion", rows, (tx, _) -> write(tx, full));
      position += shared(full).size();
      isStaged = true;
      rows = portions.rows();
      some = after(full.getLast().key(), rows);
    }
    rest = some;
  }

  private List<Said> shared(List<Said> some) {
    return some.stream().filter(said -> !source.system().contains(said.sequence())).toList();
  }

  /** Read outside of the transactions that write, for it may have to look for them. */
  private List<Said> after(long key, int limit) {
    return sql.read("conversation.fork.read", tx -> source.after(tx, caller.tenant(), key, limit));
  }

  private int write(Tx tx, List<Said> some) {
    source.require(tx, caller.tenant());
    if (isStaged) {
      unfinished.touch(tx);
    } else {
      unfinished.begin(tx);
      conversations.insertUnseen(tx, caller, made, unfinished);
    }
    place(tx, some);
    return some.size();
  }

  private void place(Tx tx, List<Said> some) {
    List<@Nullable Object[]> rows = new ArrayList<>(some.size());
    for (Said said : shared(some)) {
      rows.add(
          new @Nullable Object[] {
            caller.tenant(),
            made.id(),
            position + rows.size(),
            made.agentId(),
            said.sequence(),
            source.context().contains(said.sequence())
          });
    }
    tx.batch(RecallArrivals.PLACE, rows);
  }

  /** To be called first in the last transaction, for whoever gives a fork up begins so too. */
  void end(Tx tx) {
    if (isStaged) {
      unfinished.finish(tx);
    }
  }

  /**
   * Makes the conversation seen.
   *
   * @param whole the same conversation, with its blocks
   */
  void reveal(Tx tx, Conversation whole) {
    if (isStaged) {
      conversations.reveal(tx, caller, whole, unfinished);
    } else {
      conversations.insert(tx, caller, whole);
    }
  }

  /**
   * Writes the rest, and counts all of it.
   *
   * @param changed the agent's sequence from then on
   */
  void finish(Tx tx, long changed) {
    place(tx, rest);
    long last = position + shared(rest).size() - 1;
    tx.update(
        "update conversation set position = ?, messages = ?, changed = ?"
            + " where tenant = ? and id = ?",
        last,
        last - 1,
        changed,
        caller.tenant(),
        made.id());
  }

  /** What cannot be given up now is found later by whoever looks for what is unfinished. */
  private void giveUp(Departures departures, Throwable problem) {
    try {
      sql.write(
          "conversation.fork.give_up",
          tx -> {
            boolean there = unfinished.end(tx);
            if (there) {
              ConversationRemnants.giveUp(tx, departures, unfinished);
            }
            return there;
          });
    } catch (RuntimeException notNow) {
      problem.addSuppressed(notNow);
    }
  }
}
