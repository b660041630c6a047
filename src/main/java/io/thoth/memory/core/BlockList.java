package io.thoth.memory.core;

import io.thoth.memory.fault.Fault;
import io.thoth.memory.sql.Conditions;
import io.thoth.memory.sql.Listing;
import io.thoth.memory.sql.Page;
import io.thoth.memory.sql.Tx;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lists of blocks by their filters. */
final class BlockList {
  private static final int USUAL_PAGE = 50;
  private static final String ATTACHED =
      "(select count(*) from agent_block l where l.tenant = b.tenant and l.block_id = b.id)";

  private static final Listing BY_CREATION =
      new Listing("select " + BlockRow.COLUMNS + " from block b", "block", "b", "created_at", "id");
  private static final Listing BY_UPDATE =
      new Listing("select " + BlockRow.COLUMNS + " from block b", "block", "b", "updated_at", "id");

  List<Block> list(Tx tx, String tenant, Blocks.Browse question) {
    Page page =
        Page.of(
            question.before(),
            question.after(),
            question.limit(),
            USUAL_PAGE,
            Page.descending(question.order(), false));
    return listing(question.orderBy())
        .page(tx, tenant, conditions(tenant, question), page, BlockRow::block);
  }

  private static Listing listing(@Nullable String orderBy) {
    return switch (orderBy) {
      case null -> BY_CREATION;
      case "created_at" -> BY_CREATION;
      case "updated_at" -> BY_UPDATE;
      default -> throw Fault.invalid("order_by", "must be created_at or updated_at");
    };
  }

  private static Conditions conditions(String tenant, Blocks.Browse question) {
    Conditions where =
        new Conditions("b.tenant = ?", tenant)
            .given("b.label = ?", question.label())
            .and("b.is_template = ?", Boolean.TRUE.equals(question.templatesOnly()))
            .given("b.template_name = ?", question.name())
            .given("b.project_id = ?", question.projectId())
            .containing("b.description", question.descriptionSearch())
            .containing("b.value", question.valueSearch());
    if (question.label() == null) {
      where.containing("b.label", question.labelSearch());
    }
    if (!Boolean.TRUE.equals(question.showHiddenBlocks())) {
      where.and("coalesce(b.hidden, ?) = ?", false, false);
    }
    identities(where, question);
    tags(where, question);
    attached(where, question);
    return where;
  }

  private static void identities(Conditions where, Blocks.Browse question) {
    where.given(
        "exists (select 1 from identity_block l where l.tenant = b.tenant"
            + " and l.block_id = b.id and l.identity_id = ?)",
        question.identityId());
    List<String> keys = question.identifierKeys();
    if (keys != null && !keys.isEmpty()) {
      where.and(
          "exists (select 1 from identity_block l join identity i"
              + " on i.tenant = l.tenant and i.id = l.identity_id"
              + " where l.tenant = b.tenant and l.block_id = b.id"
              + (" and i.identifier_key in (" + Conditions.marks(keys) + "))"),
          keys.toArray());
    }
  }

  private static void tags(Conditions where, Blocks.Browse question) {
    List<String> tags =
        question.tags() == null ? List.of() : question.tags().stream().distinct().toList();
    if (tags.isEmpty()) {
      return;
    }
    String found =
        "(select count(*) from block_tag t where t.tenant = b.tenant and t.block_id = b.id"
            + (" and t.tag in (" + Conditions.marks(tags) + "))");
    int least = Boolean.TRUE.equals(question.matchAllTags()) ? tags.size() : 1;
    where.and(found + " >= " + least, tags.toArray());
  }

  private static void attached(Conditions where, Blocks.Browse question) {
    where.given(ATTACHED + " > ?", question.connectedToAgentsCountGt());
    where.given(ATTACHED + " < ?", question.connectedToAgentsCountLt());
    List<Integer> counts = question.connectedToAgentsCountEq();
    if (counts != null && !counts.isEmpty()) {
      where.and(ATTACHED + " in (" + Conditions.marks(counts) + ")", counts.toArray());
    }
  }
}
