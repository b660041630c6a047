package io.thoth.memory.archival;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.thoth.memory.archival.Locomo.Conversation;
import io.thoth.memory.archival.Locomo.Question;
import io.thoth.memory.embedding.Embedder;
import io.thoth.memory.embedding.EmbeddingConfig;
import io.thoth.memory.embedding.EmbeddingUnavailable;
import io.thoth.memory.search.Filter;
import io.thoth.memory.search.Hit;
import io.thoth.memory.search.HotIndex;
import io.thoth.memory.search.Ranking;
import io.thoth.memory.search.Search;
import io.thoth.memory.search.SearchQuery;
import io.thoth.memory.search.SearchQuery.Mode;
import io.thoth.memory.sql.SqliteConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How much of what answers a question is found: the mean over all questions of the fraction of the
 * evidence among the first k passages.
 */
@Tag("bench")
class LocomoBenchTest {
  private static final Logger LOG = LoggerFactory.getLogger("bench");
  private static final List<Integer> DEPTHS = List.of(5, 10, 20);
  private static final int DEEPEST = 20;
  private static final double LEAST = 0.77;

  private static final Ranking ALONE =
      new Ranking(Ranking.DEFAULT.bm25(), Ranking.DEFAULT.mix(), Ranking.Neighbours.NONE);

  @TempDir Path folder;

  /** Sums of recall by method and depth. */
  private final Map<String, double[]> sums = new LinkedHashMap<>();

  private int questions;

  @Test
  void whatAnswersAQuestionIsAmongTheFirstTen() throws Exception {
    try (Embedder embedder = Embedder.open(EmbeddingConfig.local());
        Library library = new Library(SqliteConfig.at(folder.resolve("thoth.db")), embedder)) {
      for (Conversation conversation : Locomo.read()) {
        measure(library, embedder, conversation);
      }
    }
    double recall = 0;
    for (Map.Entry<String, double[]> method : sums.entrySet()) {
      report(method.getKey(), method.getValue());
      recall = method.getValue()[1] / questions; // the last is the final ranking
    }
    assertTrue(recall >= LEAST, "recall@10 is " + recall + " instead of at least " + LEAST);
  }

  private void report(String method, double[] sum) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < DEPTHS.size(); i++) {
      line.append(
          String.format(Locale.ROOT, "  recall@%d %.4f", DEPTHS.get(i), sum[i] / questions));
    }
    LOG.info("{} questions, {}:{}", questions, method, line);
  }

  private void measure(Library library, Embedder embedder, Conversation conversation)
      throws EmbeddingUnavailable, IOException {
    String agent = library.agent(conversation.id());
    String archive = library.tell(agent, "made for the archive").archiveId();
    library.remove(archive, library.listed(agent, null).getFirst().id());
    Map<String, String> turnOf = store(library, archive, conversation);
    HotArchives hot = new HotArchives(library.sql(), embedder.model(), Long.MAX_VALUE);
    HotIndex index =
        hot.at(Library.CALLER.tenant(), List.of(new Place(archive, 1, 0)), embedder.dimensions())
            .getFirst();
    for (Question question : conversation.asked()) {
      questions++;
      float[] vector = embedder.query(question.text());
      score("words (BM25)", question, turns(turnOf, index, question, vector, Mode.LEXICAL));
      score("meaning (dense)", question, turns(turnOf, index, question, vector, Mode.DENSE));
      score("both (fused)", question, turns(turnOf, index, question, vector, Mode.HYBRID));
      Passages.Found found =
          library.ask(Passages.SEARCH, Asking.of(agent, question.text(), DEEPEST));
      assertEquals(false, found.degraded());
      score(
          "with neighbours (final)",
          question,
          found.results().stream().map(result -> turnOf.get(result.id())).toList());
    }
  }

  /** Stores the turns; answers which turn a passage is. */
  private static Map<String, String> store(
      Library library, String archive, Conversation conversation) {
    Map<String, String> turnOf = new HashMap<>();
    List<String> ids = new ArrayList<>();
    for (int start = 0; start < conversation.turns().size(); start += 200) {
      int end = Math.min(start + 200, conversation.turns().size());
      library.putAll(archive, conversation.turns().subList(start, end)).stream()
          .map(Passage::id)
          .forEach(ids::add);
    }
    for (int i = 0; i < ids.size(); i++) {
      turnOf.put(ids.get(i), conversation.turnIds().get(i));
    }
    return turnOf;
  }

  private static List<String> turns(
      Map<String, String> turnOf, HotIndex index, Question question, float[] vector, Mode mode) {
    return Search.over(List.of(index), ALONE)
        .run(new SearchQuery(question.text(), vector, Filter.NONE, DEEPEST, mode))
        .stream()
        .map(Hit::id)
        .map(turnOf::get)
        .toList();
  }

  private void score(String method, Question question, List<String> found) {
    double[] sum = sums.computeIfAbsent(method, _ -> new double[DEPTHS.size()]);
    for (int i = 0; i < DEPTHS.size(); i++) {
      Set<String> first = new HashSet<>(found.subList(0, Math.min(DEPTHS.get(i), found.size())));
      first.retainAll(question.evidence());
      sum[i] += (double) first.size() / question.evidence().size();
    }
  }
}
