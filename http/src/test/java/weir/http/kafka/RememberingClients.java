package weir.http.kafka;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Send numbered events over HTTP, one after the other, and remember what each was answered. */
final class RememberingClients {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final long PAUSE_MILLIS = 25;
  private static final int ACCEPTED = 202;
  private static final int NOT_NOW = 503;

  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
  private final AtomicInteger next = new AtomicInteger();
  private final AtomicInteger refused = new AtomicInteger();
  private final Set<String> accepted = ConcurrentHashMap.newKeySet();
  private final Set<String> unknown = ConcurrentHashMap.newKeySet();
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean stopped;

  /** A client for each server, which it sends to whether it lives or not. */
  RememberingClients(String... urls) {
    for (String url : urls) {
      threads.add(Thread.ofPlatform().name("client of " + url).start(() -> send(url)));
    }
  }

  private void send(String url) {
    try {
      while (!stopped) {
        String number = Integer.toString(next.getAndIncrement());
        offer(url, number);
        TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void offer(String url, String number) throws InterruptedException {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(url + "/events"))
              .timeout(PATIENCE)
              .POST(HttpRequest.BodyPublishers.ofString(number))
              .build();
      switch (http.send(request, BodyHandlers.discarding()).statusCode()) {
        case ACCEPTED -> accepted.add(number);
        case NOT_NOW -> refused.incrementAndGet();
        default -> unknown.add(number);
      }
    } catch (java.net.ConnectException e) {
      refused.incrementAndGet();
    } catch (IOException e) {
      unknown.add(number);
    }
  }

  /** Numbers that were answered with 202. */
  Set<String> accepted() {
    return accepted;
  }

  /** Numbers of which nobody has said whether they were accepted. */
  Set<String> unknown() {
    return unknown;
  }

  /** Offers that were turned away, or found no server. */
  int refused() {
    return refused.get();
  }

  /** Ends all of them when they have their present answers. */
  void stop() throws InterruptedException {
    stopped = true;
    for (Thread thread : threads) {
      thread.join();
    }
    http.close();
  }
}
