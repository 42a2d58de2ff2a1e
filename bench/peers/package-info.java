/**
 * A benchmark that runs Holdfast, restic and Borg side by side on one machine in one run.
 *
 * <p>{@link peers.Peers} reads the {@link peers.Options} and walks over data sets and rounds. A {@link peers.DataSet}
 * makes and edits a source tree from a seed; a {@link peers.Program} turns each {@link peers.Phase} into command lines;
 * a {@link peers.Stopwatch} runs those under GNU time; a {@link peers.Round} puts the three together in a fixed order,
 * and {@link peers.Results} collects what {@link peers.MarkdownReport} and {@link peers.JsonReport} write down.
 *
 * <p>The driver needs nothing but the JDK and is started from its source, so it cannot fall behind a build.
 * Only the making of data and the warming of the page cache use several threads; everything timed runs alone.
 */
package peers;
