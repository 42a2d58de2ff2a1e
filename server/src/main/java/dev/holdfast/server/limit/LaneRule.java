package dev.holdfast.server.limit;

/**
 * How many a lane serves at once, and how long others wait for their turn.
 *
 * @param places served at once
 * @param tenantPlaces of these at most for one tenant
 * @param waiting who may wait at once
 * @param patienceMillis how long one may wait while the lane catches up now and then
 * @param targetMillis how long one may wait while the lane does not catch up any more
 */
public record LaneRule(int places, int tenantPlaces, int waiting, long patienceMillis, long targetMillis) {
    public LaneRule {
        if (places < 1 || tenantPlaces < 1 || tenantPlaces > places || waiting < 0 || targetMillis < 0 || patienceMillis < targetMillis) {
            throw new IllegalArgumentException("a lane that could not serve anybody in order");
        }
    }

    /** A rule under which one tenant can take three quarters of the places. */
    public static LaneRule of(int places, int waiting, long patienceMillis, long targetMillis) {
        return new LaneRule(places, Math.max(1, places * 3 / 4), waiting, patienceMillis, targetMillis);
    }
}
