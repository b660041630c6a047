package io.thoth.memory.support;

import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * Stands between a client and a PostgreSQL server, to both of which it speaks TLS, and passes on
 * what they say: a man in the middle with a certificate of his own.
 */
public final class Between implements AutoCloseable {
  private static final int REQUEST = 8;
  private static final byte[] ASK_FOR_TLS = {0, 0, 0, 8, 0x04, (byte) 0xd2, 0x16, 0x2f};
  private static final String PASSWORD = "changeit";

  private final ServerSocket listening;
  private final SSLContext tls;
  private final int server;

  public Between(Authority.Pair own, int server) {
    try {
      this.tls = context(own);
      this.server = server;
      this.listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
      Thread.ofVirtual().start(this::listen);
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  public int port() {
    return listening.getLocalPort();
  }

  private void listen() {
    try {
      while (true) {
        Socket client = listening.accept();
        Thread.ofVirtual().start(() -> serve(client));
      }
    } catch (IOException closed) {
      // the end of the test
    }
  }

  private void serve(Socket client) {
    try (client;
        Socket upstream = new Socket(InetAddress.getLoopbackAddress(), server)) {
      if (client.getInputStream().readNBytes(REQUEST).length < REQUEST) {
        return;
      }
      client.getOutputStream().write('S');
      upstream.getOutputStream().write(ASK_FOR_TLS);
      upstream.getInputStream().read();
      SSLSocket here = layered(client, false);
      SSLSocket there = layered(upstream, true);
      Thread back = Thread.ofVirtual().start(() -> pass(there, here));
      pass(here, there);
      back.join();
    } catch (IOException ended) {
      // one of them has hung up
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private SSLSocket layered(Socket socket, boolean client) throws IOException {
    var layered =
        (SSLSocket)
            tls.getSocketFactory().createSocket(socket, "localhost", socket.getPort(), true);
    layered.setUseClientMode(client);
    layered.startHandshake();
    return layered;
  }

  private static void pass(SSLSocket from, SSLSocket to) {
    try (from;
        to;
        InputStream said = from.getInputStream();
        OutputStream heard = to.getOutputStream()) {
      said.transferTo(heard);
    } catch (IOException ended) {
      // and so does the other
    }
  }

  private static SSLContext context(Authority.Pair own)
      throws GeneralSecurityException, IOException {
    Path packed = own.key().resolveSibling("packed.p12");
    List<String> pack =
        List.of(
            "openssl",
            "pkcs12",
            "-export",
            "-in",
            own.certificate().toString(),
            "-inkey",
            own.key().toString(),
            "-out",
            packed.toString(),
            "-passout",
            "pass:" + PASSWORD);
    new Command(pack, Path.of("/"), Map.of(), Duration.ofSeconds(30)).run();
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream bytes = Files.newInputStream(packed)) {
      store.load(bytes, PASSWORD.toCharArray());
    }
    var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(
        keys.getKeyManagers(),
        InsecureTrustManagerFactory.INSTANCE.getTrustManagers(),
        new SecureRandom());
    return context;
  }

  @Override
  public void close() {
    try {
      listening.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
