import './unit/pieces.ts';
import './unit/reading.ts';
import './unit/refreshing.ts';
import './unit/contexts.ts';
