/** Texts of unusual flows. */
export const alertsEn = {
  'alerts.title': 'Unusual flows',
  'alerts.whole': '{flow}, all of them',
  'alerts.amounts': '{observed}, expected {expected}',
  'alerts.since': 'since {from}',
  'alerts.between': '{from} to {last}',
  'alerts.more': '{count} more',
  'alerts.none': 'Nothing unusual among {count} flows',
  'alerts.judgedFrom': 'What is usual will be known from {from} on',
  'alerts.short-history': 'Too little history to know what is usual',
  'alerts.frequency': 'Not known closely enough in time to say what is unusual',
  'alerts.off': 'This server does not look for unusual flows',
} as const;
