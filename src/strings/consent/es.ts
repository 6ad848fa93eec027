import type { ConsentStringTable } from './consentStrings';

export const es: ConsentStringTable = {
  consentStop: 'El cliente pidió no recibir más',
  consentLift: 'Anular la baja',
  consentStopTitle: 'Dejar de escribir a este cliente',
  consentStopQuestion:
    'Nadie podrá iniciar una conversación con este cliente desde {{sender}} ({{channel}}), y se anulan los mensajes programados para él. En una conversación abierta todavía puede despedirse.',
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
    'Sin mensajes de {{sender}} ({{channel}}) desde el {{at}}: el cliente se dio de baja. Solo él puede anularlo, por SMS escribiendo START.',
  consentReasonGiven: 'Motivo: {{reason}}',
  consentLoading: 'Consultando el consentimiento del cliente…',
  consentLifted: 'La baja está anulada.',
  consentWanted: 'Este cliente no se ha dado de baja de {{sender}} ({{channel}}).',
  consentRefused: 'La configuración no le permite hacerlo. Pida ayuda a un supervisor.',
};
