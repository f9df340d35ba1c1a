package weir.bench.http.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@Timeout(value = 10, unit = TimeUnit.SECONDS)
class MemoryUseTest {

  @Test
  void shouldReadWhatTheSystemTells() throws IOException, RunFault {
    assertThat(MemoryUse.parse(Captured.text("status.txt")))
        .isEqualTo(new MemoryUse(384_604L * 1_024, 357_832L * 1_024));
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void shouldReadThatOfALivingProcess() throws IOException, RunFault {
    MemoryUse own = MemoryUse.of(ProcessHandle.current().pid());

    assertThat(own.anonymousBytes()).isPositive();
    assertThat(own.residentBytes()).isGreaterThanOrEqualTo(own.anonymousBytes());
  }

  @Test
  void shouldNotTakeAProcessWithoutMemoryForASmallOne() {
    assertThatThrownBy(() -> MemoryUse.parse("Name:\tkthreadd\n"))
        .isInstanceOf(RunFault.class)
        .hasMessage("the system tells no VmRSS of the process");
  }
}
