package io.thoth.memory.id;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.thoth.memory.fault.Fault;
import io.thoth.memory.fault.FaultKind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which identifiers are made, and which are taken. */
class IdTest {
  private static final String GOOD = "block-6f1c0d5e-5d0c-4a53-8f0e-0a4f4f5b8a11";

  @Test
  void aFreshIdIsOneOfItsKindAndNoOther() {
    String id = Id.fresh(Id.BLOCK);

    assertEquals(id, Id.require("block_id", Id.BLOCK, id));
    assertThrows(Fault.class, () -> Id.require("agent_id", Id.AGENT, id));
    assertNotEquals(id, Id.fresh(Id.BLOCK));
  }

  @Test
  void laterOnesSortBehindEarlierOnes() {
    List<String> made = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      made.add(Id.fresh(Id.MESSAGE));
      LockSupport.parkNanos(100_000);
    }

    assertEquals(made.stream().sorted().toList(), made);
  }

  @Test
  void thoseOfOneMomentAreNotTheSame() {
    Set<String> made = new HashSet<>();
    for (int i = 0; i < 10_000; i++) {
      made.add(Id.fresh(Id.PASSAGE));
    }

    assertEquals(10_000, made.size());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "block",
        "block-",
        "6f1c0d5e-5d0c-4a53-8f0e-0a4f4f5b8a11",
        "agent-6f1c0d5e-5d0c-4a53-8f0e-0a4f4f5b8a11",
        "Block-6f1c0d5e-5d0c-4a53-8f0e-0a4f4f5b8a11",
        "block_6f1c0d5e-5d0c-4a53-8f0e-0a4f4f5b8a11",
        "blocks-6f1c0d5e-5d0c-4a53-8f0e-0a4f4f5b8a11",
        "block-6F1C0D5E-5D0C-4A53-8F0E-0A4F4F5B8A11",
        "block-6f1c0d5e-5d0c-1a53-8f0e-0a4f4f5b8a11",
        "block-6f1c0d5e-5d0c-4a53-7f0e-0a4f4f5b8a11",
        "block-6f1c0d5e-5d0c-4a53-cf0e-0a4f4f5b8a11",
        "block-6f1c0d5e-5d0c-4a53-8f0e-0a4f4f5b8a1",
        "block-6f1c0d5e-5d0c-4a53-8f0e-0a4f4f5b8a111",
        "block-6f1c0d5e-5d0c-4a53-8f0e-0a4f4f5b8a1g",
        "block-6f1c0d5e5d0c-4a53-8f0e-0a4f4f5b8a111-",
        "block-6f1c0d5e-5d0c-4a53-8f0e-0a4f4f5b8a1１",
        "block-------------------------------------",
        "block-6f1c0d5e-5d0c-4a53-8f0e-0a4f4f5b8a11\n",
        "block-6f1c0d5e-5d0c-4a53-8f0e-0a4f4f5b8a11\0",
        " block-6f1c0d5e-5d0c-4a53-8f0e-0a4f4f5b8a1"
      })
  void whatIsNotOfTheFormIsRefusedNamingTheField(String id) {
    Fault fault = assertThrows(Fault.class, () -> Id.require("block_id", Id.BLOCK, id));

    assertEquals(FaultKind.INVALID, fault.kind());
    assertEquals("block_id: '" + id + "' is not of the form block-<uuid4>", fault.getMessage());
  }

  @Test
  void aLongOneIsNotRepeatedInFull() {
    Fault fault =
        assertThrows(Fault.class, () -> Id.require("block_id", Id.BLOCK, "x".repeat(100_000)));

    assertTrue(fault.getMessage().length() < 200);
  }

  @Test
  void onlyWhatIsAllowedToBeAbsentMayBe() {
    assertNull(Id.allow("before", Id.BLOCK, null));
    assertEquals(GOOD, Id.allow("before", Id.BLOCK, GOOD));
    Fault fault = assertThrows(Fault.class, () -> Id.require("block_id", Id.BLOCK, null));
    assertEquals("block_id: is required", fault.getMessage());
  }
}
