import React from 'react';

import { Input } from '@twilio-paste/core/input';
import type { InputProps } from '@twilio-paste/core/input';

/** A date and a time in one field. Paste hands any type on, though it declares only some. */
const TYPE = 'datetime-local' as 'date';

export const LocalTimeInput = (props: Omit<InputProps, 'type'>): React.ReactElement => <Input {...props} type={TYPE} />;
