package io.thoth.memory.archival;

import io.thoth.memory.agents.AgentDirectory;
import io.thoth.memory.bus.Caller;
import io.thoth.memory.embedding.Backlog;
import io.thoth.memory.embedding.Vectors;
import io.thoth.memory.sql.Sql;
import io.thoth.memory.sql.Tx;
import io.thoth.memory.sql.Work;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Changes of passages. What they are about is looked for first, unless it was there a moment ago,
 * so that nothing is embedded for an agent or archive that is not there; then texts are embedded;
 * and the work that is returned looks again and writes.
 */
final class PassageWriting {
  private final Sql sql;
  private final PassageEmbedding embedding;
  private final ArchiveStore archives;
  private final PassageStore passages;
  private final Backlog<?> backlog;
  private final LatelyWritten lately = new LatelyWritten();

  PassageWriting(
      Sql sql,
      PassageEmbedding embedding,
      ArchiveStore archives,
      PassageStore passages,
      Backlog<?> backlog) {
    this.sql = sql;
    this.embedding = embedding;
    this.archives = archives;
    this.passages = passages;
    this.backlog = backlog;
  }

  Work<Passage> create(Passages.Create question, Caller caller) {
    LatelyWritten.Whose whose = LatelyWritten.Whose.of(caller, question);
    if (!lately.has(whose)) {
      sql.read("passage.create.check", tx -> check(tx, caller, question));
    }
    List<NewPassage> fresh = List.of(question.passage());
    List<Draft> drafts = Draft.of(fresh, embedding.vectors(List.of(question.text())));
    return tx -> {
      String archiveId = lately.found(whose, () -> destination(tx, caller, question));
      Passage made = passages.insert(tx, caller, archiveId, drafts).getFirst();
      wakeAfter(tx, drafts);
      return made.with(Vectors.list(drafts.getFirst().vector()), made.embeddingConfig());
    };
  }

  private boolean check(Tx tx, Caller caller, Passages.Create question) {
    if (question.agentId() != null) {
      AgentDirectory.require(tx, caller.tenant(), question.agentId());
    }
    if (question.archiveId() != null) {
      requireReachable(tx, caller, question.agentId(), question.archiveId());
    }
    return true;
  }

  private String destination(Tx tx, Caller caller, Passages.Create question) {
    if (question.archiveId() != null) {
      requireReachable(tx, caller, question.agentId(), question.archiveId());
      return question.archiveId();
    }
    String agentId = Objects.requireNonNull(question.agentId());
    return archives.home(tx, caller, AgentDirectory.require(tx, caller.tenant(), agentId));
  }

  private void requireReachable(Tx tx, Caller caller, @Nullable String agentId, String archiveId) {
    archives.requirePlace(tx, caller.tenant(), archiveId);
    if (agentId != null && !AgentArchives.has(tx, caller.tenant(), agentId, archiveId)) {
      throw AgentArchives.notAttached(agentId, archiveId);
    }
  }

  Work<Passages.Page> batch(Passages.Batch question, Caller caller) {
    LatelyWritten.Whose whose = LatelyWritten.Whose.of(caller, question);
    if (!lately.has(whose)) {
      sql.read(
          "passage.batch.check",
          tx -> archives.requirePlace(tx, caller.tenant(), question.archiveId()));
    }
    List<String> texts = question.passages().stream().map(NewPassage::text).toList();
    List<Draft> drafts = Draft.of(question.passages(), embedding.vectors(texts));
    return tx -> {
      List<Passage> made =
          lately.found(whose, () -> passages.insert(tx, caller, question.archiveId(), drafts));
      wakeAfter(tx, drafts);
      return new Passages.Page(made);
    };
  }

  Work<Passage> update(Passages.Update question, Caller caller) {
    Passage known = sql.read("passage.update.check", tx -> require(tx, caller, question));
    float[] vector =
        question.text() == null || question.text().equals(known.text())
            ? null
            : embedding.vectors(List.of(question.text())).getFirst();
    return tx -> {
      passages.lock(tx, caller.tenant(), question.passageId());
      Passage before = require(tx, caller, question);
      Passage after = passages.save(tx, caller, before, question, vector);
      if (after.embeddingConfig() == null) {
        tx.afterCommit(backlog::wake);
      }
      return passages
          .vector(tx, after)
          .map(found -> after.with(Vectors.list(found), after.embeddingConfig()))
          .orElse(after);
    };
  }

  private Passage require(Tx tx, Caller caller, Passages.Update question) {
    return require(tx, caller, question.agentId(), question.archiveId(), question.passageId());
  }

  Work<Passages.Deleted> delete(Passages.Delete question, Caller caller) {
    return tx -> {
      passages.lock(tx, caller.tenant(), question.passageId());
      Passage passage =
          require(tx, caller, question.agentId(), question.archiveId(), question.passageId());
      passages.delete(tx, caller, passage);
      return new Passages.Deleted(passage.id());
    };
  }

  private Passage require(
      Tx tx,
      Caller caller,
      @Nullable String agentId,
      @Nullable String archiveId,
      String passageId) {
    if (agentId != null) {
      AgentDirectory.require(tx, caller.tenant(), agentId);
    } else if (archiveId != null) {
      archives.requirePlace(tx, caller.tenant(), archiveId);
    }
    return passages.require(tx, caller.tenant(), agentId, archiveId, passageId);
  }

  private void wakeAfter(Tx tx, List<Draft> drafts) {
    if (drafts.stream().anyMatch(draft -> draft.vector() == null)) {
      tx.afterCommit(backlog::wake);
    }
  }
}
