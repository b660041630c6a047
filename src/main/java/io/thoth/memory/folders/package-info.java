/**
 * Folders of text files, which agents of other servers read with file tools. Here files are kept
 * whole: an upload must be text in UTF-8, and it is complete when it is answered; nothing is cut
 * into passages or embedded, so passages of a folder are none. An agent that has a folder has its
 * files, some of them open: as many as it may, the one not touched for longest being closed for the
 * next. What agents show of their folders is given to them as a relation.
 */
@NullMarked
package io.thoth.memory.folders;

import org.jspecify.annotations.NullMarked;
