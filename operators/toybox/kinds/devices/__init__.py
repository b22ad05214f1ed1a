"""Appliances, electronics and clocks of the toybox."""

from __future__ import annotations

from ..kind import Kind
from . import clocks, housework_appliances, kitchen_appliances, media, office_machines

KINDS = (
    Kind("clock", clocks.clock, ("alarm clock",), front=True),
    Kind("digital clock", clocks.digital_clock, ("digital alarm clock",), front=True),
    Kind("grandfather clock", clocks.grandfather_clock, ("longcase clock", "pendulum clock"), front=True),
    Kind("hourglass", clocks.hourglass, ("sandglass", "sand timer")),
    Kind("washing machine", housework_appliances.washing_machine, ("clothes washer", "laundry machine"), front=True),
    Kind("iron", housework_appliances.iron, ("clothes iron", "steam iron", "flat iron"), front=True),
    Kind("vacuum cleaner", housework_appliances.vacuum_cleaner, ("hoover", "vacuum"), front=True),
    Kind("sewing machine", housework_appliances.sewing_machine, front=True),
    Kind("electric fan", housework_appliances.electric_fan, ("desk fan", "table fan", "fan"), front=True),
    Kind("hair dryer", housework_appliances.hair_dryer, ("hairdryer", "blow dryer"), front=True),
    Kind("refrigerator", kitchen_appliances.refrigerator, ("fridge", "icebox"), front=True),
    Kind("stove", kitchen_appliances.stove, ("kitchen stove", "cooker", "oven"), front=True),
    Kind("microwave oven", kitchen_appliances.microwave_oven, ("microwave",), front=True),
    Kind("toaster", kitchen_appliances.toaster),
    Kind("coffee maker", kitchen_appliances.coffee_maker, ("coffee machine", "coffeemaker"), front=True),
    Kind("blender", kitchen_appliances.blender, ("smoothie maker", "smoothie blender"), front=True),
    Kind("kitchen scale", kitchen_appliances.kitchen_scale, ("kitchen scales", "weighing scale"), front=True),
    Kind("telephone", media.telephone, ("phone", "rotary phone"), front=True),
    Kind("smartphone", media.smartphone, ("mobile phone", "cell phone", "cellphone"), front=True),
    Kind("radio", media.radio, ("portable radio", "transistor radio"), front=True),
    Kind("television", media.television, ("tv", "telly", "television set"), front=True),
    Kind("camera", media.camera, ("photo camera",), front=True),
    Kind("loudspeaker", media.loudspeaker, ("speaker", "speaker box"), front=True),
    Kind("headphones", media.headphones, ("pair of headphones", "headset")),
    Kind("record player", media.record_player, ("turntable", "vinyl player"), front=True),
    Kind("laptop", office_machines.laptop, ("laptop computer", "notebook computer"), front=True),
    Kind("computer monitor", office_machines.computer_monitor, ("monitor", "computer screen"), front=True),
    Kind("keyboard", office_machines.keyboard, ("computer keyboard",), front=True),
    Kind("printer", office_machines.printer, ("inkjet printer",), front=True),
    Kind("game controller", office_machines.game_controller, ("gamepad", "game pad"), front=True),
    Kind("calculator", office_machines.calculator, ("pocket calculator",), front=True),
    Kind("typewriter", office_machines.typewriter, front=True),
    Kind("cash register", office_machines.cash_register, ("till",), front=True),
)
