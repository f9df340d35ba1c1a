package watched.spring;

import java.util.concurrent.CompletableFuture;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Orders over HTTP; the answer comes when the order is handled. */
@RestController
public class OrdersController {

  private final Orders orders;

  OrdersController(Orders orders) {
    this.orders = orders;
  }

  @GetMapping("/order")
  CompletableFuture<String> order() throws InterruptedException {
    return orders.handle(System.nanoTime());
  }
}
