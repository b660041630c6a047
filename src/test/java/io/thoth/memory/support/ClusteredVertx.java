package io.thoth.memory.support;

import com.hazelcast.config.Config;
import com.hazelcast.config.JoinConfig;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.eventbus.EventBusOptions;
import io.vertx.spi.cluster.hazelcast.ConfigUtil;
import io.vertx.spi.cluster.hazelcast.HazelcastClusterManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Instances of Vert.x in this JVM that form a cluster of their own, on the loopback address. */
public final class ClusteredVertx {
  private static final String LOOPBACK = "127.0.0.1";

  private ClusteredVertx() {}

  /** Starts this many at the same time; each is to be closed. */
  public static List<Vertx> start(int count) {
    String cluster = "test-" + UUID.randomUUID();
    List<Integer> ports = freePorts(count);
    List<Future<Vertx>> starting = new ArrayList<>();
    for (int port : ports) {
      starting.add(start(config(cluster, port, ports)));
    }
    return LocalFeatures.all(starting);
  }

  private static Future<Vertx> start(Config config) {
    EventBusOptions bus = new EventBusOptions().setHost(LOOPBACK).setPort(0);
    return Vertx.builder()
        .with(new VertxOptions().setEventBusOptions(bus))
        .withClusterManager(new HazelcastClusterManager(config))
        .buildClustered();
  }

  private static Config config(String cluster, int port, List<Integer> ports) {
    Config config = ConfigUtil.loadConfig().setClusterName(cluster);
    config
        .setProperty("hazelcast.logging.type", "slf4j")
        .setProperty("hazelcast.phone.home.enabled", "false")
        .setProperty("hazelcast.shutdownhook.enabled", "false")
        .setProperty("hazelcast.wait.seconds.before.join", "0")
        .setProperty("hazelcast.partition.count", "31");
    config.getNetworkConfig().setPort(port).setPortAutoIncrement(false);
    config.getNetworkConfig().getInterfaces().setEnabled(true).addInterface(LOOPBACK);
    JoinConfig join = config.getNetworkConfig().getJoin();
    join.getAutoDetectionConfig().setEnabled(false);
    join.getMulticastConfig().setEnabled(false);
    join.getTcpIpConfig()
        .setEnabled(true)
        .setMembers(ports.stream().map(member -> LOOPBACK + ":" + member).toList());
    return config;
  }

  private static List<Integer> freePorts(int count) {
    List<ServerSocket> sockets = new ArrayList<>();
    try {
      for (int number = 0; number < count; number++) {
        sockets.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
      }
      List<Integer> ports = sockets.stream().map(ServerSocket::getLocalPort).toList();
      for (ServerSocket socket : sockets) {
        socket.close();
      }
      return ports;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
