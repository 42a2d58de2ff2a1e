const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

/** The usual schedules in words; null for one that is better read as it is written. */
export function describeCron(cron: string): string | null {
  const fields = cron.trim().split(/\s+/);
  if (fields.length !== 5) {
    return null;
  }
  const [minute, hour, dayOfMonth, month, weekday] = fields as [string, string, string, string, string];
  if (month !== '*') {
    return null;
  }
  return often(minute, hour, dayOfMonth, weekday) ?? atTime(minute, hour, dayOfMonth, weekday);
}

function often(minute: string, hour: string, dayOfMonth: string, weekday: string): string | null {
  if (dayOfMonth !== '*' || weekday !== '*') {
    return null;
  }
  const everyMinutes = /^\*\/(\d+)$/.exec(minute)?.[1];
  if (everyMinutes !== undefined && hour === '*') {
    return `every ${everyMinutes} minutes`;
  }
  if (!/^\d+$/.test(minute)) {
    return null;
  }
  const everyHours = /^\*\/(\d+)$/.exec(hour)?.[1];
  if (everyHours !== undefined) {
    return `every ${everyHours} hours at minute ${Number(minute)}`;
  }
  return hour === '*' ? `every hour at minute ${Number(minute)}` : null;
}

function atTime(minute: string, hour: string, dayOfMonth: string, weekday: string): string | null {
  if (!/^\d+$/.test(minute) || !/^\d+$/.test(hour)) {
    return null;
  }
  const time = `${hour.padStart(2, '0')}:${minute.padStart(2, '0')}`;
  if (dayOfMonth === '*' && weekday === '*') {
    return `every day at ${time}`;
  }
  if (dayOfMonth === '*' && weekday === '1-5') {
    return `on weekdays at ${time}`;
  }
  if (dayOfMonth === '*' && /^[0-7]$/.test(weekday)) {
    return `every ${DAYS[Number(weekday)]} at ${time}`;
  }
  return weekday === '*' && /^\d+$/.test(dayOfMonth) ? `on day ${Number(dayOfMonth)} of each month at ${time}` : null;
}
