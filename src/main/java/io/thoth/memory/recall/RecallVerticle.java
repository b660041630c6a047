package io.thoth.memory.recall;

import io.thoth.memory.agents.AgentDirectory;
import io.thoth.memory.agents.AgentMessages;
import io.thoth.memory.agents.AgentRelation;
import io.thoth.memory.bus.Bus;
import io.thoth.memory.bus.Caller;
import io.thoth.memory.core.AgentBlocks;
import io.thoth.memory.embedding.Backlog;
import io.thoth.memory.embedding.Embedder;
import io.thoth.memory.fault.Fault;
import io.thoth.memory.fault.FaultKind;
import io.thoth.memory.journal.Changes;
import io.thoth.memory.json.Times;
import io.thoth.memory.removal.Departures;
import io.thoth.memory.search.FollowedIndexes;
import io.thoth.memory.search.SearchSharing;
import io.thoth.memory.sql.Sql;
import io.thoth.memory.sql.Tx;
import io.thoth.memory.sql.Work;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Serves recall memory. Deployed on virtual threads. */
public final class RecallVerticle extends VerticleBase {
  private final Bus bus;
  private final Changes changes;
  private final Sql sql;
  private final MessageStore messages = new MessageStore();
  private final MessageList list = new MessageList();
  private final ConversationStore conversations = new ConversationStore();
  private final Contexts contexts = new Contexts();
  private final ConversationList conversationList = new ConversationList(contexts);
  private final Prompting prompting;
  private final ConversationWriting writing;
  private final Departures departures;
  private final ConversationDeletion deletion;
  private final Forking forking;
  private final Windows windows;
  private final Capturing capturing;
  private final Sending sending;
  private final FollowedIndexes indexes;
  private final MessageFinding finding;
  private final Backlog<WaitingMessages.Waiting> backlog;

  /**
   * @param tools what agents have of tools
   * @param embedder is not closed here
   * @param indexBytes heap that search indexes may take; the least recently used go first
   * @param backlogPause how long after a failure the texts without vectors are tried again
   */
  public RecallVerticle(
      Bus bus,
      Changes changes,
      Sql sql,
      AgentBlocks blocks,
      AgentRelation tools,
      Embedder embedder,
      SearchSharing sharing,
      long indexBytes,
      Duration backlogPause) {
    this.bus = bus;
    this.changes = changes;
    this.sql = sql;
    prompting = new Prompting(blocks);
    windows = new Windows(sql, contexts, prompting, messages, tools);
    writing = new ConversationWriting(messages, conversations, contexts, blocks, prompting);
    departures = ConversationRemnants.departures(sql);
    deletion = new ConversationDeletion(sql, messages, conversations, blocks, departures);
    forking = new Forking(sql, messages, conversations, writing, blocks, departures);
    indexes =
        new FollowedIndexes(
            (tenant, agentId) -> new MessageIndexRows(sql, embedder.model(), tenant, agentId),
            indexBytes);
    finding = new MessageFinding(sql, embedder, indexes, sharing);
    WaitingMessages waiting = new WaitingMessages(sql, embedder.model());
    backlog = new Backlog<>(embedder, waiting, "messages", backlogPause);
    MessageWriting store = new MessageWriting(messages, conversations, contexts, backlog::wake);
    capturing = new Capturing(store);
    sending = new Sending(sql, store, contexts);
  }

  /**
   * What this memory does for agents inside their transactions; what they begin with is embedded.
   */
  public AgentMessages ofAgents() {
    return new AgentRecall(backlog::wake);
  }

  @Override
  public Future<?> start() {
    bus.serve(Messages.LIST, this::list);
    bus.serve(Messages.LIST_CONVERSATION, this::listConversation);
    bus.serve(Messages.LIST_ALL, this::listAll);
    bus.serve(Messages.READ, this::read);
    bus.serve(Messages.EDIT, RecallVerticle::edit);
    bus.serve(Messages.ROWS, this::rows);
    bus.serve(Placements.ASK, this::placements);
    bus.serve(Placements.CONTEXT, this::context);
    changes.serve(Messages.CAPTURE, capturing::capture);
    changes.serve(Messages.RESET, this::reset);
    bus.serve(Conversations.READ, this::readConversation);
    bus.serve(Conversations.LIST, this::listConversations);
    changes.serve(Conversations.CREATE, writing::create);
    changes.serve(Conversations.UPDATE, writing::update);
    changes.serve(Conversations.DELETE, deletion::delete);
    changes.serve(Conversations.FORK, forking::fork);
    bus.serve(Prompts.CONTEXT, windows::context);
    changes.serve(Prompts.RECOMPILE, windows::recompile);
    changes.serve(Prompts.RECOMPILE_CONVERSATION, windows::recompileConversation);
    changes.serve(Turns.SEND, sending::send);
    changes.serve(Turns.STREAM, sending::stream);
    changes.serve(Turns.LATER, sending::later);
    changes.serve(Turns.SAY, sending::say);
    bus.serve(Turns.CANCEL, sending::cancel);
    bus.serve(Turns.JOIN, sending::join);
    bus.serve(Turns.PREVIEW, sending::preview);
    bus.serve(Turns.COMPACT, sending::compact);
    bus.serve(MessageSearch.SEARCH, finding::search);
    backlog.start();
    departures.start();
    return Future.succeededFuture();
  }

  @Override
  public Future<?> stop() throws InterruptedException {
    departures.close();
    backlog.close();
    indexes.close();
    return Future.succeededFuture();
  }

  private Messages.Told list(Messages.Browse question, Caller caller) {
    MessageList.Wanted wanted = MessageList.Wanted.of(question);
    return sql.readAnywhere(
        "message.list",
        told(
            caller.tenant(),
            question.includeReturnMessageTypes(),
            tx -> {
              String conversation = question.conversationId();
              AgentDirectory.require(tx, caller.tenant(), question.agentId());
              if (conversation == null) {
                return list.ofAgent(tx, caller.tenant(), question.agentId(), false, wanted);
              }
              Place place = Place.find(tx, caller.tenant(), conversation, question.agentId());
              return in(tx, caller.tenant(), place, wanted);
            }));
  }

  private List<Message> in(Tx tx, String tenant, Place place, MessageList.Wanted wanted) {
    return place.conversationId() == null
        ? list.ofAgent(tx, tenant, place.agentId(), true, wanted)
        : list.ofConversation(tx, tenant, place.conversationId(), wanted);
  }

  private Messages.Told listConversation(Messages.InConversation question, Caller caller) {
    MessageList.Wanted wanted = MessageList.Wanted.of(question);
    return sql.readAnywhere(
        "message.list.conversation",
        told(
            caller.tenant(),
            question.includeReturnMessageTypes(),
            tx ->
                in(
                    tx,
                    caller.tenant(),
                    Place.find(tx, caller.tenant(), question.conversationId(), question.agentId()),
                    wanted)));
  }

  private Work<Messages.Told> told(
      String tenant, @Nullable List<String> types, Work<List<Message>> work) {
    return tx ->
        new Messages.Told(
            prompting.filled(tx, tenant, work.in(tx)).stream()
                .flatMap(message -> Telling.of(message, types).stream())
                .toList());
  }

  private Messages.Told listAll(Messages.Everywhere question, Caller caller) {
    MessageList.Wanted wanted = MessageList.Wanted.of(question);
    String tenant = caller.tenant();
    return sql.readAnywhere(
        "message.list.all",
        tx -> {
          List<Message> page = list.everywhere(tx, tenant, question.conversationId(), wanted);
          return new Messages.Told(
              prompting.filled(tx, tenant, page).stream()
                  .flatMap(m -> Telling.located(m, question.includeReturnMessageTypes()).stream())
                  .toList());
        });
  }

  private Messages.Told read(Messages.Read question, Caller caller) {
    return sql.read(
        "message.read",
        told(
            caller.tenant(),
            null,
            tx ->
                messages
                    .find(tx, caller.tenant(), question.messageId())
                    .map(List::of)
                    .orElseThrow(() -> Fault.notFound("Message", question.messageId()))));
  }

  private static Messages.Told edit(Messages.Edit question, Caller caller) {
    throw new Fault(
        FaultKind.METHOD_NOT_ALLOWED,
        "Message '" + question.messageId() + "' cannot be changed: what was said stays said");
  }

  private Messages.Stored rows(Messages.Rows question, Caller caller) {
    return sql.readAnywhere(
        "message.rows",
        tx -> {
          AgentDirectory.require(tx, caller.tenant(), question.agentId());
          return new Messages.Stored(
              prompting.filled(
                  tx,
                  caller.tenant(),
                  messages.rows(
                      tx,
                      caller.tenant(),
                      question.agentId(),
                      question.after(),
                      question.limit())));
        });
  }

  private Placements.Found placements(Placements.Among question, Caller caller) {
    return sql.readAnywhere(
        "message.placements",
        tx -> {
          AgentDirectory.require(tx, caller.tenant(), question.agentId());
          return new Placements.Found(messages.placements(tx, caller.tenant(), question));
        });
  }

  private Messages.Stored context(Placements.Context question, Caller caller) {
    return sql.read(
        "message.context",
        tx -> {
          Place place =
              Place.find(tx, caller.tenant(), question.conversationId(), question.agentId());
          return new Messages.Stored(
              prompting.filled(tx, caller.tenant(), contexts.messages(tx, caller.tenant(), place)));
        });
  }

  private Work<Messages.Done> reset(Messages.Reset question, Caller caller) {
    return tx -> {
      AgentDirectory.require(tx, caller.tenant(), question.agentId());
      contexts.reset(tx, caller.tenant(), question.agentId());
      messages.journal(tx, caller, question.agentId(), "context.reset", Map.of());
      return new Messages.Done(question.agentId(), Times.now());
    };
  }

  private Conversation readConversation(Conversations.Read question, Caller caller) {
    return sql.read(
        "conversation.read", tx -> writing.shown(tx, caller, question.conversationId()));
  }

  private Conversations.Page listConversations(Conversations.Browse question, Caller caller) {
    return sql.readAnywhere(
        "conversation.list",
        tx -> new Conversations.Page(conversationList.list(tx, caller.tenant(), question)));
  }
}
