package weir.http.lab;

import java.util.List;

/** Nobody looks. */
final class NoView implements LabView {

  @Override
  public void list(List<Exercise> exercises, Scale scale) {}

  @Override
  public void explain(Exercise exercise, Scale scale) {}

  @Override
  public void server(String socket, String url) {}

  @Override
  public void progress(Progress progress) {}

  @Override
  public void again(double longestHiccupSeconds) {}

  @Override
  public void result(LabResult result) {}

  @Override
  public void answers(Exercise exercise, Scale scale) {}
}
