import type { ConsentStringTable } from './consentStrings';

export const es: ConsentStringTable = {
  consentStop: 'El cliente pidió no recibir más',
  consentLift: 'Anular la baja',
  consentStopTitle: 'Dejar de escribir a este cliente',
  consentStopQuestion:
    'Nadie podrá iniciar una conversación con este cliente desde {{sender}} ({{channel}}), y los mensajes programados para él se cancelan. En una conversación abierta todavía puede despedirse.',
  consentLiftQuestion: 'Este cliente volverá a recibir mensajes de {{sender}} ({{channel}}).',
  consentReason: 'Motivo',
  consentStopReasonHelp: '¿Qué dijo el cliente y dónde? Lo pueden leer todos los que pueden escribirle.',
  consentLiftReasonHelp: '¿Cómo aceptó el cliente? Queda registrado con su nombre.',
  consentReasonMissing: 'Indique un motivo.',
  consentStopConfirm: 'Dejar de escribir',
  consentCancel: 'Cancelar',
  consentByAgent: 'Sin mensajes de {{sender}} ({{channel}}) desde el {{at}}: el cliente se lo pidió a {{name}}.',
  consentSomebody: 'un agente',
  consentByCustomer:
    'Sin mensajes de {{sender}} ({{channel}}) desde el {{at}}: el cliente se dio de baja. Solo él puede anularlo, escribiendo START.',
  consentReasonGiven: 'Motivo: {{reason}}',
  consentLoading: 'Consultando el consentimiento del cliente…',
  consentNone: 'No consta nada sobre este cliente y {{sender}} ({{channel}}).',
  consentGiven_implicit: 'El cliente ha escrito a {{sender}} ({{channel}}), la última vez el {{at}}.',
  consentGiven_explicit: 'El cliente aceptó mensajes de {{sender}} ({{channel}}) el {{at}}.',
  consentGiven_double: 'El cliente aceptó mensajes de {{sender}} ({{channel}}) y lo confirmó, el {{at}}.',
  consentNeeds_implicit: 'Tiene que escribir primero o aceptar mensajes.',
  consentNeeds_explicit: 'Antes de un primer mensaje tiene que aceptar mensajes.',
  consentNeeds_double: 'Antes de un primer mensaje tiene que aceptar mensajes y confirmarlo.',
  consentRecord: 'Registrar el consentimiento',
  consentRecordQuestion: 'El cliente aceptó mensajes de {{sender}} ({{channel}}).',
  consentRecordReasonHelp: '¿Cuándo, dónde y cómo aceptó? Queda registrado con su nombre.',
  consentRecorded: 'El consentimiento está registrado.',
  consentRefused: 'La configuración no le permite hacerlo. Pida ayuda a un supervisor.',
};
