/**
 * The portable agent. A file holds agents with everything they remember, in Letta's format with
 * further keys beside it, so that Letta reads what it knows and this service loses nothing. Both
 * directions stream: what is written is read page by page through the contracts of the features,
 * what is read lies in a temporary file that is gone through several times, first to see that all
 * of it is well-formed, then to write it in many small transactions. Until the last of these nobody
 * sees anything of it; what was begun and never finished is removed.
 */
@NullMarked
package io.thoth.memory.agentfile;

import org.jspecify.annotations.NullMarked;
