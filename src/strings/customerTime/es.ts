import type { CustomerTimeStringTable } from './customerTimeStrings';

export const es: CustomerTimeStringTable = {
  customerTime: 'Hora del cliente: {{times}}',
  customerTimeUnknown: 'No se sabe qué hora es donde está el cliente.',
  timeZoneFrom_agent: 'Zona horaria fijada por {{name}}, {{at}}.',
  timeZoneFrom_contact: 'Zona horaria según sus contactos.',
  timeZoneFrom_settings: 'Zona horaria según la configuración.',
  timeZoneByNumberToo: 'Las horas de silencio valen también según su número.',
  timeZoneSomebody: 'un agente',
  timeZoneWhere: 'Dónde está el cliente',
  timeZoneEdit: 'Cambiar',
  timeZoneChange: 'Cambiar zona horaria',
  timeZoneChoose: 'Elija una zona horaria',
  timeZoneHelp:
    'Se guarda con su nombre para todos los que escriben a este cliente. Si su número es de otro lugar, las horas de silencio valen en ambos.',
  timeZoneHelpSupervisor:
    'Se guarda con su nombre para todos los que escriben a este cliente. Las horas de silencio valen solo según ella.',
  timeZoneMissing: 'Elija una zona horaria.',
  timeZoneSave: 'Guardar zona horaria',
  timeZoneForget: 'Usar su número',
  timeZoneCancel: 'Cancelar',
  timeZoneRefused: 'La configuración no le permite hacerlo. Pida ayuda a un supervisor.',
};
